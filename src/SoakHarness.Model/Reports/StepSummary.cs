using SoakHarness.Model.Recordings;

namespace SoakHarness.Model.Reports;

/// <summary>Counts and durations of one step over a run. Sent = completed + failed + timed out + cancelled.</summary>
public sealed record StepSummary
{
    /// <summary>Step name; empty for whole iterations.</summary>
    public required string Name { get; init; }

    /// <summary>Arrivals asked for.</summary>
    public long Asked { get; init; }

    /// <summary>Requests sent.</summary>
    public long Sent { get; init; }

    /// <summary>Good responses.</summary>
    public long Completed { get; init; }

    /// <summary>Errors and failed checks.</summary>
    public long Failed { get; init; }

    /// <summary>Requests without a response at their deadline.</summary>
    public long TimedOut { get; init; }

    /// <summary>Requests cancelled when the run stopped.</summary>
    public long Cancelled { get; init; }

    /// <summary>Response bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Latency from the intended start.</summary>
    public LatencyCounts Latency { get; init; } = LatencyCounts.None;

    /// <summary>Service time.</summary>
    public LatencyCounts ServiceTime { get; init; } = LatencyCounts.None;

    /// <summary>Latency; service time where another generator measured and latency is not known.</summary>
    public LatencyCounts Durations => IsServiceTimeOnly ? ServiceTime : Latency;

    /// <summary>True when only service time was measured.</summary>
    public bool IsServiceTimeOnly => Latency.Counts.Count == 0 && ServiceTime.Counts.Count > 0;

    /// <summary>Lateness of the generator itself.</summary>
    public LatencyCounts Lateness { get; init; } = LatencyCounts.None;

    /// <summary>Errors by kind, the most frequent first.</summary>
    public IReadOnlyList<ErrorCount> Errors { get; init; } = [];
}
