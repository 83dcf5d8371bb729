namespace SoakHarness.Model.Recordings;

/// <summary>
/// A sparse histogram of durations: bucket i holds <c>Counts[i]</c> durations of at most <c>UpperMicros[i]</c>
/// microseconds and more than the bucket below. Two of them merge exactly by adding counts of equal buckets.
/// </summary>
/// <param name="UpperMicros">Bucket bounds in microseconds, strictly increasing; bounds come from one fixed log-linear
/// grid.</param>
/// <param name="Counts">Counts, all positive; as many as bounds.</param>
/// <param name="SumMicros">Sum of the durations, in microseconds.</param>
/// <param name="MaxMicros">Largest duration, in microseconds.</param>
public sealed record LatencyCounts(
    IReadOnlyList<long> UpperMicros,
    IReadOnlyList<long> Counts,
    double SumMicros,
    long MaxMicros
)
{
    /// <summary>No durations.</summary>
    public static LatencyCounts None { get; } = new([], [], 0, 0);
}
