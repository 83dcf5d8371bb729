using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// The shortest paths from the roots to the instances of a type, merged from the top down where they agree.
/// </summary>
/// <param name="Step">A root in words, or a type.</param>
/// <param name="Instances">Instances of the wanted type that are reached through here, of those looked at.</param>
/// <param name="Below">What comes next, the most instances first.</param>
public sealed record PathTree(string Step, int Instances, IReadOnlyList<PathTree> Below)
{
    private const int LookedAt = 1000;

    /// <summary>Builds the tree of at most a thousand instances, spread over the heap.</summary>
    /// <param name="snapshot">Snapshot.</param>
    /// <param name="type">Exact name of a type.</param>
    /// <returns>The roots, the most instances first; empty when no instance is reachable.</returns>
    public static IReadOnlyList<PathTree> Of(HeapSnapshot snapshot, string type)
    {
        var view = new HeapView(snapshot);
        var roots = view.Roots;
        var search = new ShortestPaths(snapshot, roots);
        string[][] paths =
        [
            .. view.Sample(type, LookedAt)
                .Select(search.To)
                .Where(path => path.Count > 0)
                .Select(path =>
                    path.Select(node => snapshot.Types[snapshot.TypeOf[node]])
                        .Prepend(roots.Of(path[0]) ?? "the runtime")
                        .ToArray()
                )
                .Select(Fold),
        ];
        return Merge(paths, 0);
    }

    /// <summary>A list's nodes, one behind the other, are one step.</summary>
    private static string[] Fold(string[] path)
    {
        var steps = new List<string>();
        foreach (var step in path)
        {
            if (steps.Count == 0 || steps[^1] != step)
                steps.Add(step);
        }

        return [.. steps];
    }

    private static IReadOnlyList<PathTree> Merge(IReadOnlyCollection<string[]> paths, int depth) =>
        [
            .. paths
                .Where(path => path.Length > depth)
                .GroupBy(path => path[depth])
                .Select(group => new PathTree(group.Key, group.Count(), Merge([.. group], depth + 1)))
                .OrderByDescending(tree => tree.Instances)
                .ThenBy(tree => tree.Step, StringComparer.Ordinal),
        ];
}
