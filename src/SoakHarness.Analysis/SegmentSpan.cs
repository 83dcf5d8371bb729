using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis;

/// <summary>The time in which one process of a target was watched.</summary>
/// <param name="Source">The process.</param>
/// <param name="From">Its first sample, in seconds since the run's origin.</param>
/// <param name="To">Its last sample.</param>
internal sealed record SegmentSpan(Source Source, double From, double To)
{
    /// <summary>True for the first process of the run: what came before it belongs to it.</summary>
    internal bool IsFirst { get; init; }

    /// <summary>True for the last one: what came after it belongs to it.</summary>
    internal bool IsLast { get; init; }

    internal bool Contains(double time) => (IsFirst || time >= From) && (IsLast || time <= To);
}
