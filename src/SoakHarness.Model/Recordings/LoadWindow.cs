namespace SoakHarness.Model.Recordings;

/// <summary>
/// What one generator did for one step in one window of time. Counts are of this window alone. Over a whole run
/// asked = sent + backlog at the end, and sent = completed + failed + timed out + cancelled + in flight at the end.
/// </summary>
/// <param name="Source">The generator.</param>
/// <param name="Time">Seconds since the run's origin, at the window's end.</param>
public sealed record LoadWindow(Source Source, double Time) : Entry(Source, Time)
{
    /// <summary>Length in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Scenario name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Step name; empty for whole iterations.</summary>
    public required string Step { get; init; }

    /// <summary>
    /// True when it belongs to the warm-up. What was due in the warm-up and was sent or ended after it stands in a
    /// window of its own, beside that of the same time for what is measured.
    /// </summary>
    public bool IsWarmUp { get; init; }

    /// <summary>Arrivals that the schedule asked for.</summary>
    public long Asked { get; init; }

    /// <summary>Requests sent.</summary>
    public long Sent { get; init; }

    /// <summary>Good responses.</summary>
    public long Completed { get; init; }

    /// <summary>Errors and responses that did not pass their check.</summary>
    public long Failed { get; init; }

    /// <summary>Requests without a response at their deadline.</summary>
    public long TimedOut { get; init; }

    /// <summary>Requests cancelled when the run stopped.</summary>
    public long Cancelled { get; init; }

    /// <summary>Response bytes received.</summary>
    public long Bytes { get; init; }

    /// <summary>Arrivals waiting for a connection at the window's end.</summary>
    public long Backlog { get; init; }

    /// <summary>Requests in flight at the window's end.</summary>
    public long InFlight { get; init; }

    /// <summary>Latency from the intended start.</summary>
    public LatencyCounts Latency { get; init; } = LatencyCounts.None;

    /// <summary>Service time: from the moment of sending.</summary>
    public LatencyCounts ServiceTime { get; init; } = LatencyCounts.None;

    /// <summary>Latency; service time where another generator measured and latency is not known.</summary>
    public LatencyCounts Durations => Latency.Counts.Count == 0 ? ServiceTime : Latency;

    /// <summary>How late the generator's own dispatcher was, apart from waiting for a connection.</summary>
    public LatencyCounts Lateness { get; init; } = LatencyCounts.None;

    /// <summary>Errors by kind.</summary>
    public IReadOnlyList<ErrorCount> Errors { get; init; } = [];
}
