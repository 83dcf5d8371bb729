namespace SoakHarness.Analysis.Comparing;

/// <summary>Something two runs are compared by.</summary>
/// <param name="Name">Name in reports.</param>
/// <param name="Unit">Unit: <c>bytes</c>, <c>ms</c>, <c>ratio</c>, <c>count</c>.</param>
/// <param name="RunSpread">
/// How much two runs of the same program differ, as a share (one standard deviation). It counts when a side has fewer
/// than three runs, since one run cannot show it; three and more show their own.
/// </param>
/// <param name="Least">Smallest worsening worth failing, in the unit, however large its share is.</param>
/// <param name="MoreIsBetter">True for throughput alone.</param>
/// <param name="NeedsRuns">
/// True where one run a side never proves a regression: five runs of one program on a busy machine had p95 from 1.2 to
/// 10.8 ms.
/// </param>
internal sealed record Measure(
    string Name,
    string Unit,
    double RunSpread,
    double Least,
    bool MoreIsBetter = false,
    bool NeedsRuns = false
)
{
    internal const string LeakRate = "leak-rate";
    internal const string Floor = "floor";
    internal const string Allocated = "allocated-per-request";
    internal const string Collections = "gc-per-minute";
    internal const string FullCollections = "gen2-per-minute";
    internal const string PauseShare = "gc-pause-share";
    internal const string Throughput = "throughput";
    internal const string ErrorShare = "error-share";

    /// <summary>All measures, in the order of reports.</summary>
    internal static IReadOnlyList<Measure> All { get; } =
    [
        new(LeakRate, "bytes", 0.03, 0),
        new(Floor, "bytes", 0.02, 100_000),
        new(Allocated, "bytes", 0.02, 50),
        new(Collections, "count", 0.1, 1),
        new(FullCollections, "count", 0.2, 1),
        new(PauseShare, "ratio", 0.2, 0.002, NeedsRuns: true),
        new("p50", "ms", 0.25, 1, NeedsRuns: true),
        new("p95", "ms", 0.25, 2, NeedsRuns: true),
        new("p99", "ms", 0.25, 5, NeedsRuns: true),
        new(Throughput, "count", 0.02, 0.5, MoreIsBetter: true),
        new(ErrorShare, "ratio", 0.2, 0.001),
    ];
}
