namespace SoakHarness.Model.Verdicts;

/// <summary>What leaks and who holds it.</summary>
public sealed record Suspect
{
    /// <summary>Leaking type (.NET), allocating function (Go), or the kind of resource.</summary>
    public required string Type { get; init; }

    /// <summary>
    /// Metric whose growth it explains: <c>live-heap</c>, or the resource it is, e.g. <c>handles</c>.
    /// </summary>
    public string Metric { get; init; } = "live-heap";

    /// <summary>Instances per request; null when nothing was counted.</summary>
    public Interval? GrowthPerRequest { get; init; }

    /// <summary>Bytes per request, what the instances retain included; null when nothing was counted.</summary>
    public Interval? BytesPerRequest { get; init; }

    /// <summary>Share of the floor's growth that it explains, 0 to 1; null when unknown.</summary>
    public double? Share { get; init; }

    /// <summary>
    /// Who holds it, e.g. <c>static Shop.OrderCache.s_orders</c>; empty when no single holder was found.
    /// </summary>
    public string Holder { get; init; } = "";

    /// <summary>Path from the root to the instances, root first.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>
    /// Stack of the allocation, innermost frame of the application first, with file and line where symbols tell, e.g.
    /// <c>Shop.OrderCache.Add() in OrderCache.cs:20</c>; empty when none was seen.
    /// </summary>
    public IReadOnlyList<string> AllocationSite { get; init; } = [];

    /// <summary>
    /// Of how many samples the site is the origin, or that none was seen; empty when allocations were not sampled.
    /// </summary>
    public string AllocationNote { get; init; } = "";

    /// <summary>Likely cause and usual cure in a sentence; empty when the pattern is not known.</summary>
    public string Cause { get; init; } = "";
}
