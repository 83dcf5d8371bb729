namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// An object that becomes larger instead of more: the array of a list of numbers or structs, of a stream in memory, or
/// of a set of keys.
/// </summary>
/// <param name="Node">The object that is named.</param>
/// <param name="Named">Its type: the container's, where the array stands in one of the framework's.</param>
/// <param name="Type">Type of what became larger.</param>
/// <param name="Grown">Bytes by which the largest of its type grew.</param>
internal sealed record GrownInPlace(int Node, string Named, string Type, long Grown)
{
    /// <summary>The type whose largest instance grew most and never fell; null when none grew.</summary>
    /// <param name="stages">Snapshots in time order.</param>
    /// <param name="last">The last of them.</param>
    internal static GrownInPlace? Find(IReadOnlyList<HeapStage> stages, HeapView last)
    {
        var most = stages[^1]
            .Summary.Largest.Keys.Select(type => (Type: type, Sizes: Sizes(type)))
            .Where(type => type.Sizes.Zip(type.Sizes.Skip(1)).All(pair => pair.First <= pair.Second))
            .Select(type => (type.Type, Grown: type.Sizes[^1] - type.Sizes[0]))
            .OrderByDescending(type => type.Grown)
            .ThenBy(type => type.Type, StringComparer.Ordinal)
            .FirstOrDefault();
        if (most.Grown <= 0)
            return null;
        var node = last.LargestOf(most.Type);
        var named = last.Parent[node] is >= 0 and var above && !last.Own.IsUser(last.TypeName(above)) ? above : node;
        return new GrownInPlace(named, last.TypeName(named), most.Type, most.Grown);

        long[] Sizes(string type) => [.. stages.Select(stage => (long)stage.Summary.Largest.GetValueOrDefault(type))];
    }
}
