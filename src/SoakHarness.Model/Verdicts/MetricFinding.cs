namespace SoakHarness.Model.Verdicts;

/// <summary>The verdict on one metric with its evidence.</summary>
public sealed record MetricFinding
{
    /// <summary>Metric name.</summary>
    public required string Metric { get; init; }

    /// <summary>Unit of the values: <c>bytes</c>, <c>count</c>, …</summary>
    public string Unit { get; init; } = "";

    /// <summary>Verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>
    /// Calibrated probability that the verdict is right, 0 to 1; for Inconclusive the larger of the two other
    /// verdicts'.
    /// </summary>
    public double Confidence { get; init; }

    /// <summary>Reason.</summary>
    public ReasonCode Code { get; init; }

    /// <summary>One sentence a person can act on.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Name of the rule that decided.</summary>
    public string Rule { get; init; } = "";

    /// <summary>True when this metric fails the run.</summary>
    public bool IsGating { get; init; }

    /// <summary>Growth in units per hour.</summary>
    public Interval? PerHour { get; init; }

    /// <summary>Growth in units per request (or operation); null when nothing was counted.</summary>
    public Interval? PerRequest { get; init; }

    /// <summary>Level when the warm-up ended.</summary>
    public double Base { get; init; }

    /// <summary>Level in the first part judged.</summary>
    public double FloorBefore { get; init; }

    /// <summary>Level in the last part judged.</summary>
    public double FloorAfter { get; init; }

    /// <summary>Largest fall from a height reached before.</summary>
    public double LargestFall { get; init; }

    /// <summary>Points judged.</summary>
    public int Samples { get; init; }

    /// <summary>When growth began, in seconds of the recording; null when from the start or not growing.</summary>
    public double? OnsetSeconds { get; init; }

    /// <summary>
    /// After how many more minutes half of the runs like it were decided, above 0; null unless Inconclusive, and where
    /// more time alone may not decide it.
    /// </summary>
    public double? MoreMinutes { get; init; }

    /// <summary>
    /// After how many more minutes four in five were, at least <see cref="MoreMinutes"/>: docs/verdicts.md says how that
    /// was measured. Null where the low end is a need that is known exactly.
    /// </summary>
    public double? MoreMinutesHigh { get; init; }

    /// <summary>
    /// Seconds from the end of the recording until <see cref="Ceiling"/>; null when not bounded or none is known.
    /// </summary>
    public Interval? SecondsToLimit { get; init; }

    /// <summary>At what the process fails; null when not known.</summary>
    public Ceiling? Ceiling { get; init; }

    /// <summary>The fitted trend at some times, for drawing.</summary>
    public IReadOnlyList<TrendPoint> Trend { get; init; } = [];
}
