using SoakHarness.Collection.Go;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Targets;

namespace SoakHarness.Runs;

/// <summary>
/// Takes the collections that a Go target prints with <c>GODEBUG=gctrace=1</c> into the recording, whether the scenario
/// asks for them (<c>go.gctrace</c>) or the variable was set anyway. Lifecycle: listens from <see cref="Attach"/> until
/// it is disposed, and then says what it could not read.
/// </summary>
internal sealed class GcTraceWatch : IDisposable
{
    private readonly RunContext _context;
    private readonly IRunningTarget _target;
    private readonly Source _source;
    private readonly Lock _gate = new();
    private long _read;
    private long _broken;
    private double _pauseMs;

    private GcTraceWatch(RunContext context, IRunningTarget target)
    {
        _context = context;
        _target = target;
        _source = new Source(SourceRole.Target, Environment.MachineName, "target", target.Pid);
    }

    private bool IsAsked => _context.Spec.Target.GoGcTrace;

    /// <summary>Without expvar the readings that it would give come from the lines.</summary>
    private bool IsOnlySource => _context.Spec.Target.GoDebugUrl is null;

    internal static GcTraceWatch Attach(RunContext context, IRunningTarget target)
    {
        var watch = new GcTraceWatch(context, target);
        // Only of a target that the harness started can the output be read.
        if (context.Spec.Target is { IsStarted: true, Runtime: null or TargetRuntime.Go })
            target.LineRead += watch.Take;
        return watch;
    }

    public void Dispose()
    {
        _target.LineRead -= Take;
        lock (_gate)
        {
            if (_read == 0 && IsAsked)
                _context.Record(
                    RunEventKind.Problem,
                    "No gctrace line came from the target: is it a Go program, started directly, that leaves its standard error alone?"
                );
            if (_broken > 0)
                _context.Record(
                    RunEventKind.Note,
                    FormattableString.Invariant(
                        $"{_broken} of {_broken + _read} gctrace lines could not be read; those collections are missing."
                    )
                );
        }
    }

    private void Take(string line)
    {
        var trace = GcTraceText.Read(line, out var isBroken);
        if (trace is null && !isBroken)
            return;
        lock (_gate)
        {
            if (trace is null)
                Broken(line);
            else
                Write(trace);
        }
    }

    private void Broken(string line)
    {
        if (_broken++ == 0)
            _context.Record(
                RunEventKind.Problem,
                $"A gctrace line cannot be read, probably since other output came between: '{(line.Length > 160 ? line[..160] + "…" : line)}' Further ones are counted."
            );
    }

    private void Write(GcTrace trace)
    {
        if (_read++ == 0 && !IsAsked)
            _context.Record(RunEventKind.Note, "The target prints gctrace lines; its collections are taken from them.");
        var now = _context.Now;
        _pauseMs += trace.PauseMs;
        _context.Store.Write(
            new GarbageCollection(_source, now)
            {
                Number = trace.Number,
                Generation = 2,
                IsInduced = trace.IsForced,
                Reason = trace.IsForced ? "forced" : "",
                PauseMs = trace.PauseMs,
                PromotedBytes = trace.Live,
                HeapBytes = trace.HeapAfter,
            }
        );
        Read("heap-goal", trace.Goal);
        Read("gc-cpu", trace.CpuMs.Sum() / 1000);
        if (trace.Stacks is { } stacks)
            Read("scanned-stacks", stacks);
        if (!IsOnlySource)
            return;
        Read("heap", trace.HeapAfter);
        Read("gc-count.gen2", trace.Number);
        Read("gc-pause", _pauseMs);

        void Read(string metric, double value) => _context.Store.Write(new Reading(_source, now, metric, value));
    }
}
