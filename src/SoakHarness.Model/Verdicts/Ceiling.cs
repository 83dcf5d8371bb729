namespace SoakHarness.Model.Verdicts;

/// <summary>The level of a metric at which its process fails.</summary>
/// <param name="Level">Level, in the metric's unit.</param>
/// <param name="Of">What is used up there: <see cref="Memory"/>, <see cref="Handles"/> or <see cref="Threads"/>.</param>
/// <param name="Reason">Why there, as the end of a sentence: "256 MiB less 24 MB outside the heap".</param>
public sealed record Ceiling(double Level, string Of, string Reason)
{
    /// <summary>True where more is refused and the process goes on, so that the metric stays there.</summary>
    public bool Refuses { get; init; }

    /// <summary>Seconds on the recording's clock when it was reached; null when it was not.</summary>
    public double? ReachedAt { get; init; }

    /// <summary>Memory is used up.</summary>
    public const string Memory = "memory";

    /// <summary>Handles are.</summary>
    public const string Handles = "handles";

    /// <summary>Threads are.</summary>
    public const string Threads = "threads";
}
