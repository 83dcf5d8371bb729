using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Profiles;

/// <summary>
/// What a Go program allocated between its first and its last heap profile, by stack: garbage included.
/// </summary>
public static class ProfileAllocations
{
    /// <summary>The allocations, as those sampled in other runtimes; a profile does not name types.</summary>
    /// <param name="stages">Heap profiles in time order.</param>
    public static IReadOnlyList<AllocationSample> Of(IReadOnlyList<ProfileStage> stages)
    {
        if (stages.Count < 2)
            return [];
        var grown = ProfileGrowth.Of([stages[0], stages[^1]], "alloc_space");
        return [.. grown.Select(g => new AllocationSample("", g.Site, 1, g.Growth))];
    }
}
