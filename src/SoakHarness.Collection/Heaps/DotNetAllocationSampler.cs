using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using SoakHarness.Collection.DotNet;
using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Snapshots;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Samples allocations with their stacks: one sample for about every 100 KB allocated, by chance from .NET 10 on, and
/// by allocation ticks on older runtimes and programs compiled ahead of time. Stacks are named from what the
/// runtime knows of its methods; symbol files are needed for file and line only. Where threads are started and
/// assemblies are loaded is recorded with them.
/// </summary>
/// <param name="context">What is watched.</param>
public sealed class DotNetAllocationSampler(SidecarContext context) : IAllocationSampler
{
    private const long Sampled = 0x80000000000;
    private const long Ticks = 0x1;
    private const long ThreadStarts = 0x10000;
    private const long AssemblyLoads = 0x8;
    private const long Counted = ThreadStarts | AssemblyLoads;
    private const int FirstWithSampling = 10;
    private const int BufferMegabytes = 128;
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);
    private int _number;

    /// <summary>True to take allocation ticks also where the runtime can sample.</summary>
    public bool AlwaysTicks { get; init; }

    /// <inheritdoc />
    public async Task<SnapshotTaken> SampleAsync(TimeSpan length, CancellationToken cancel)
    {
        var file = $"allocations-{++_number}.json";
        var trace = Path.Combine(Path.GetTempPath(), $"soak-{Environment.ProcessId}-{_number}.nettrace");
        try
        {
            var began = context.Now;
            if (await RecordAsync(trace, length, cancel) is { } failure)
                return Taken(file, 0, failure);
            var seconds = Math.Min(context.Now - began, length.TotalSeconds);
            if (Read(trace) is not { } samples)
                return Taken(file, 0, "the events of the allocations broke off: the target ended, or was ended");
            var window = new AllocationWindow(seconds, samples)
            {
                Libraries = LibraryNamespaces.Of(context.Options.Pid),
            };
            AllocationFile.Write(Path.Combine(context.Options.Folder, file), window);
            return Taken(file, samples.Sum(s => s.Samples), "");
        }
        finally
        {
            File.Delete(trace);
            File.Delete(Path.ChangeExtension(trace, ".etlx"));
        }
    }

    /// <summary>The samples; null when the target ended in the middle of the trace.</summary>
    private IReadOnlyList<AllocationSample>? Read(string trace)
    {
        try
        {
            return AllocationTrace.Read(trace, context.Options.Pid);
        }
        catch (Exception broken)
            when (broken
                    is FormatException
                        or ApplicationException
                        or InvalidOperationException
                        or ArgumentException
                        or IndexOutOfRangeException
            )
        {
            return null;
        }
    }

    private async Task<string?> RecordAsync(string trace, TimeSpan length, CancellationToken cancel)
    {
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        opening.CancelAfter(TimeSpan.FromSeconds(5));
        EventPipeSession session;
        try
        {
            session = await Sessions.StartAsync(context.Options.Pid, Configuration(), opening.Token);
        }
        catch (Exception failure) when (Sessions.IsUnreachable(failure))
        {
            return $"allocations could not be sampled: {DiagnosticsSwitch.Explain(context.Options.Pid, failure)}";
        }

        await using var output = File.Create(trace);
        var copying = session.EventStream.CopyToAsync(output, CancellationToken.None);
        await Task.WhenAny(Task.Delay(length, cancel), copying);
        using var stopping = new CancellationTokenSource(StopWithin);
        await Task.WhenAny(StopAsync(session, stopping.Token), Task.Delay(StopWithin, CancellationToken.None));
        await Task.WhenAny(copying, Task.Delay(StopWithin, CancellationToken.None));
        session.Dispose();
        return copying.IsCompletedSuccessfully
            ? null
            : "allocation sampling did not end in order: the target was gone or suspended";
    }

    private EventPipeSessionConfiguration Configuration() =>
        new([Provider()], BufferMegabytes, requestRundown: true, requestStackwalk: true);

    private EventPipeProvider Provider() =>
        !AlwaysTicks && RuntimeDetection.DotNetMajor(context.Options.Pid) >= FirstWithSampling
            ? new EventPipeProvider(Providers.Runtime, EventLevel.Informational, Sampled | Counted)
            : new EventPipeProvider(Providers.Runtime, EventLevel.Verbose, Ticks | Counted);

    private static async Task StopAsync(EventPipeSession session, CancellationToken cancel)
    {
        try
        {
            await session.StopAsync(cancel);
        }
        catch (Exception gone) when (Sessions.IsUnreachable(gone))
        {
            // The target ended meanwhile; the copy ends with its stream.
            await Task.Yield();
        }
    }

    private SnapshotTaken Taken(string file, int samples, string problem) =>
        new(context.Target, context.Now)
        {
            File = problem.Length > 0 ? "" : file,
            Format = "allocations",
            Label = file,
            Objects = samples,
            IsComplete = problem.Length == 0,
            Note = problem,
        };
}
