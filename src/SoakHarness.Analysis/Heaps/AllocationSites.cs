using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>Finds where a suspect is allocated.</summary>
internal static class AllocationSites
{
    private const int FramesShown = 12;

    /// <summary>
    /// The stack with the most sampled bytes of the type; of what belongs to it when the type itself was not sampled;
    /// empty when neither was.
    /// </summary>
    internal static IReadOnlyList<string> Find(
        IReadOnlyList<AllocationSample> samples,
        string type,
        IEnumerable<string> belonging
    )
    {
        var own = samples.Where(s => s.Type == type).ToArray();
        var chosen = own.Length > 0 ? own : samples.Where(s => belonging.Contains(s.Type)).ToArray();
        return chosen.MaxBy(s => s.Bytes)?.Stack.Take(FramesShown).ToArray() ?? [];
    }
}
