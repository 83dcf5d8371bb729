using SoakHarness.Model.Verdicts;

namespace SoakHarness.Model.Comparisons;

/// <summary>One measure on both sides of a comparison.</summary>
public sealed record Change
{
    /// <summary>Name: <c>leak-rate</c>, <c>floor</c>, <c>allocated-per-request</c>, <c>p99</c>, …</summary>
    public required string Measure { get; init; }

    /// <summary>Unit of both sides: <c>bytes</c>, <c>ms</c>, <c>ratio</c>, <c>count</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>What is shown.</summary>
    public ChangeKind Kind { get; init; }

    /// <summary>The first side; null when not measured.</summary>
    public Interval? Before { get; init; }

    /// <summary>The second side; null when not measured.</summary>
    public Interval? After { get; init; }

    /// <summary>Second minus first; null when a side is missing.</summary>
    public Interval? Difference { get; init; }

    /// <summary>
    /// Difference as a share of the first side, 0.1 = 10 % more; null when the first side is not surely above 0.
    /// </summary>
    public Interval? Share { get; init; }

    /// <summary>One sentence: <c>p99 worse by 11-14 %</c>.</summary>
    public string Sentence { get; init; } = "";
}
