using SoakHarness.Collection.Cgroups;
using SoakHarness.Collection.Checkpoints;
using SoakHarness.Collection.DotNet;
using SoakHarness.Collection.Go;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Limits;
using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Proc;
using SoakHarness.Collection.Prometheus;
using SoakHarness.Collection.Resources;
using SoakHarness.Collection.Snapshots;
using SoakHarness.Collection.Sources;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Collection;

/// <summary>Everything that watches one target: the one place where sources are put together by runtime.</summary>
internal sealed class TargetWatch : IAsyncDisposable
{
    private const string Blind =
        "The target is a Go program, and no go.debug-url is given: its heap, its goroutines and the code that allocates are not measured, and native-memory is all of its private memory, the Go heap included.";

    private readonly SidecarContext _context;
    private readonly List<ISampleSource> _sources = [];
    private readonly List<IAsyncDisposable> _owned = [];
    private IFloorSource? _floor;
    private GoDebug? _debug;
    private long? _live;
    private ResourceCensus _census;
    private IHeapSnapshotter? Snapshotter { get; set; }

    private IAllocationSampler? Allocations { get; set; }

    private TargetWatch(SidecarContext context) => (_context, _census) = (context, new ResourceCensus(context, null));

    /// <summary>True when checkpoints are possible.</summary>
    internal bool HasFloor => _floor is not null;

    /// <summary>Finds out what the target is and opens its sources.</summary>
    internal static async Task<TargetWatch> OpenAsync(SidecarContext context, CancellationToken cancel)
    {
        var watch = new TargetWatch(context);
        var runtime = context.Options.Runtime ?? RuntimeDetection.Detect(context.Options);
        var isBlind = runtime == TargetRuntime.Go && context.Options is { GoDebugUrl: null, PrometheusUrl: null };
        var proc = new ProcSource(
            context,
            hasCollector: runtime == TargetRuntime.DotNet || runtime == TargetRuntime.Go && !isBlind
        );
        watch._sources.Add(proc);
        var cgroup = new CgroupSource(context);
        watch._sources.Add(cgroup);
        ProcessLimits.Tell(context, runtime, cgroup.Limit);
        watch._sources.Add(new SelfSource(context));
        var isMeasured =
            runtime == TargetRuntime.DotNet || runtime == TargetRuntime.Go && context.Options.GoDebugUrl is not null;
        watch.OpenPrometheus(proc, translate: !isMeasured);
        context.Fact("runtime", RuntimeDetection.Describe(runtime, context.Options.Pid));
        if (isBlind)
            context.Report(RunEventKind.Note, $"{Blind} {GoDebug.PprofLines}");
        if (runtime == TargetRuntime.DotNet)
            await watch.OpenDotNetAsync(proc, cancel);
        else if (runtime == TargetRuntime.Go && context.Options.GoDebugUrl is { } url)
            await watch.OpenGoAsync(proc, new GoDebug(url, headers: context.Options.GoDebugHeaders), cancel);
        return watch;
    }

    internal async Task SampleAsync(CancellationToken cancel)
    {
        foreach (var source in _sources)
            await source.SampleAsync(cancel);
    }

    internal async Task<Checkpoint?> CheckpointAsync(bool isQuiesced, bool isDrained, CancellationToken cancel)
    {
        if (_floor is null)
            return null;
        // Handles and sockets are read before the GC: finalizers close some of what leaked.
        foreach (var source in _sources)
            await source.SampleAsync(cancel);
        var within = _context.Options.Watch.Checkpoint?.Within ?? new CheckpointSpec().Within;
        var checkpoint = await _floor.TakeAsync(within, cancel);
        _live = checkpoint.Outcome == CheckpointOutcome.Completed ? checkpoint.LiveBytes : _live;
        return checkpoint with { IsQuiesced = isQuiesced, IsDrained = isDrained };
    }

    internal async Task<SnapshotTaken?> SnapshotAsync(string label, CancellationToken cancel)
    {
        // Before the snapshot's GC: finalizers close some of what leaked.
        await KeepAsync("resources", label, () => Task.FromResult(_census.Take(label)));
        return Snapshotter is null ? null : await KeepAsync("heap", label, () => Snapshotter.TakeAsync(label, cancel));
    }

    internal async Task SampleAllocationsAsync(TimeSpan length, CancellationToken cancel)
    {
        if (Allocations is not null)
            await KeepAsync("allocations", "", () => Allocations.SampleAsync(length, cancel));
    }

    /// <summary>
    /// Records what was taken. A disk without room for a snapshot costs the snapshot, not the sampling.
    /// </summary>
    private async Task<SnapshotTaken> KeepAsync(string format, string label, Func<Task<SnapshotTaken>> take)
    {
        SnapshotTaken taken;
        try
        {
            taken = await take();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            taken = new SnapshotTaken(_context.Target, _context.Now)
            {
                File = "",
                Format = format,
                Label = label,
                IsComplete = false,
                Note = $"it could not be written: {failure.Message}",
            };
        }

        _context.Write(taken);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            await owned.DisposeAsync();
        _debug?.Dispose();
    }

    private void OpenPrometheus(ProcSource proc, bool translate)
    {
        if (_context.Options.PrometheusUrl is not { } url)
            return;
        var source = new PrometheusSource(_context, url, translate)
        {
            Committed = committed => proc.Committed = committed,
        };
        _sources.Add(source);
        _owned.Add(source);
    }

    private async Task OpenGoAsync(ProcSource proc, GoDebug debug, CancellationToken cancel)
    {
        _debug = debug;
        var stats = new GoMemStats(_context, committed => proc.Committed = committed);
        var samples = new GoSampleSource(_context, debug, stats, new PollBudget(_context));
        _sources.Add(samples);
        _owned.Add(samples);
        _floor = new GoFloorSource(_context, debug, stats);
        var profiles = new GoProfileSnapshotter(_context, debug);
        Snapshotter = profiles;
        if (_context.Options.Watch.HeapSnapshots > 0)
            await profiles.PrimeAsync(cancel);
    }

    private async Task OpenDotNetAsync(ProcSource proc, CancellationToken cancel)
    {
        var live = await LiveSession.OpenAsync(_context, committed => proc.Committed = committed, cancel);
        if (live is null)
            return;
        _owned.Add(live);
        _sources.Add(live);
        _floor = new InducedCollection(_context);
        Snapshotter = new DotNetHeapSnapshotter(_context, () => _live);
        Allocations = new DotNetAllocationSampler(_context);
        _census = new ResourceCensus(
            _context,
            () => _context.Metadata.Ask(_context.Options.Pid, new RuntimeQuestion { Modules = true })
        );
    }
}
