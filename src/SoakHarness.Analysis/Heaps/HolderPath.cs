namespace SoakHarness.Analysis.Heaps;

/// <summary>Who holds the instances of a type.</summary>
/// <param name="Holder">The named root with what it is, e.g. <c>static Shop.Cache.s_items</c>.</param>
/// <param name="Path">From the root down to the instances.</param>
internal sealed record HolderPath(string Holder, IReadOnlyList<string> Path)
{
    private const int Sampled = 400;
    private const int Longest = 12;
    private const double Most = 0.5;

    /// <summary>Finds the holder by walking down the dominator tree while one child still dominates most of the instances; where there is none, by the most common of the
    /// shortest paths from the roots.</summary>
    internal static HolderPath Find(HeapView view, string type)
    {
        var instances = view.Sample(type, Sampled);
        var chain = CommonDominators(view, instances);
        var top = chain.Count > 0 ? chain[0] : -1;
        var roots = new RootNames(view.Heap);
        if (top < 0 || roots.Of(top) is null)
            return ByShortestPath(view, roots, instances, chain, type);
        return Describe(view, roots.Of(top)!, chain, type, instances.Length);
    }

    /// <summary>Objects that dominate more than half of the instances, from the top down.</summary>
    private static List<int> CommonDominators(HeapView view, int[] instances)
    {
        var counts = new Dictionary<int, int>();
        foreach (var instance in instances)
        {
            for (var at = view.Tree.Parent[instance]; at >= 0; at = view.Tree.Parent[at])
                counts[at] = counts.GetValueOrDefault(at) + 1;
        }

        var common = counts.Where(c => c.Value > Most * instances.Length).Select(c => c.Key).ToHashSet();
        var deepest = common.FirstOrDefault(node => !common.Any(other => view.Tree.Parent[other] == node), -1);
        var chain = new List<int>();
        for (var at = deepest; at >= 0; at = view.Tree.Parent[at])
            chain.Insert(0, at);
        return chain;
    }

    private static HolderPath ByShortestPath(HeapView view, RootNames roots, int[] instances, List<int> chain, string type)
    {
        var search = new ShortestPaths(view.Heap, roots);
        var paths = instances.Take(50).Select(search.To).Where(p => p.Count > 0).ToArray();
        if (paths.Length == 0)
            return new HolderPath("", []);
        // Frameworks hold much through their own roots as well: a path from a named static says more.
        var groups = paths.GroupBy(p => string.Join('\n', Steps(view, p[..^1])) + roots.Of(p[0])).OrderByDescending(g => g.Count()).ToArray();
        var path = groups[0].First();
        _ = chain;
        return Describe(view, roots.Of(path[0]) ?? "", path[..^1], type, instances.Length);
    }

    private static HolderPath Describe(HeapView view, string root, List<int> chain, string type, int count)
    {
        List<string> path = [root, .. Steps(view, chain), FormattableString.Invariant($"{type} x {view.Of(type).Instances}")];
        if (path.Count > Longest)
            path = [.. path.Take(Longest / 2), "...", .. path.Skip(path.Count - Longest / 2)];
        _ = count;
        return new HolderPath(root, path);
    }

    private static IEnumerable<string> Steps(HeapView view, IEnumerable<int> nodes) => nodes.Select(n => view.Heap.Types[view.Heap.TypeOf[n]]);
}
