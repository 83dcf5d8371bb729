namespace SoakHarness.Analysis.Heaps;

/// <summary>One type in the first and the last of some snapshots.</summary>
/// <param name="Type">Type name.</param>
/// <param name="InstancesBefore">Reachable instances in the first.</param>
/// <param name="InstancesAfter">Reachable instances in the last.</param>
/// <param name="RetainedBefore">Bytes that would have been freed with them in the first.</param>
/// <param name="RetainedAfter">Bytes that would be freed with them in the last.</param>
public sealed record HeapComparison(
    string Type,
    long InstancesBefore,
    long InstancesAfter,
    long RetainedBefore,
    long RetainedAfter
)
{
    /// <summary>Growth in retained bytes; negative when it fell.</summary>
    public long Grown => RetainedAfter - RetainedBefore;

    /// <summary>Compares every type that changed.</summary>
    /// <param name="first">The earlier snapshot.</param>
    /// <param name="last">The later snapshot.</param>
    /// <returns>Types by growth in retained bytes, the largest first; those that did not change are left out.</returns>
    public static IReadOnlyList<HeapComparison> Of(HeapSummary first, HeapSummary last) =>
        [
            .. first
                .Types.Keys.Union(last.Types.Keys)
                .Select(type => (Type: type, Before: first.Of(type), After: last.Of(type)))
                .Where(t => t.Before != t.After)
                .Select(t => new HeapComparison(
                    t.Type,
                    t.Before.Instances,
                    t.After.Instances,
                    t.Before.Retained,
                    t.After.Retained
                ))
                .OrderByDescending(t => t.Grown)
                .ThenBy(t => t.Type, StringComparer.Ordinal),
        ];
}
