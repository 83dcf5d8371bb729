using SoakHarness.Collection.HeapReading;
using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection;

/// <summary>What every source of a sidecar shares: the options, the clock, where to write, whom to tell.</summary>
/// <param name="Options">What is watched.</param>
/// <param name="Sink">Where entries go.</param>
/// <param name="Tell">Tells the harness.</param>
public sealed record SidecarContext(SidecarOptions Options, IRecordingSink Sink, Action<SidecarEvent> Tell)
{
    /// <summary>The target as a source.</summary>
    public Source Target { get; init; } = new(SourceRole.Target, Environment.MachineName, "target", Options.Pid);

    /// <summary>The sidecar itself as a source.</summary>
    public Source Self { get; } = new(SourceRole.Sidecar, Environment.MachineName, "sidecar", Environment.ProcessId);

    /// <summary>Its timestamps are the only clock: the wall clock may jump.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads the target's own metadata.</summary>
    public IRuntimeReader Metadata { get; init; } = new OwnRuntimeReader();

    /// <summary>Reads its heap, or a dump of it, object by object.</summary>
    public IHeapReader HeapReader { get; init; } = new OwnHeapReader();

    /// <summary>Seconds since the run's origin.</summary>
    public double Now => Clock.GetElapsedTime(Options.Origin).TotalSeconds;

    /// <summary>Writes one entry.</summary>
    /// <param name="entry">What was measured.</param>
    public void Write(Entry entry) => Sink.Write(entry);

    /// <summary>Writes one reading of the target, now.</summary>
    /// <param name="metric">Metric name.</param>
    /// <param name="value">Value in its unit.</param>
    public void Read(string metric, double value) => Sink.Write(new Reading(Target, Now, metric, value));

    /// <summary>Tells the harness a fact of the run.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What it is.</param>
    public void Fact(string name, string value) => Tell(new SidecarEvent(SidecarEvent.Fact, Now, $"{name}={value}"));

    /// <summary>Records that something could not be measured, or was found, and tells the harness.</summary>
    /// <param name="kind">Kind of event.</param>
    /// <param name="text">One sentence.</param>
    public void Report(RunEventKind kind, string text)
    {
        Sink.Write(new RunEvent(Target, Now, kind, text));
        Tell(new SidecarEvent(SidecarEvent.Problem, Now, text));
    }
}
