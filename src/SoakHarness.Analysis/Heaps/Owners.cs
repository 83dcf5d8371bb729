using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Finds the type a person would name for one that says nothing by itself: for strings and arrays of primitives the
/// growing type whose fields refer to most of them, the user's own before a framework's, even where something else
/// refers to them too (a pinned buffer); for a buffer that is a local of running methods the type that is so as well
/// and grows alike; for a framework's nested type the growing type that declares it.
/// </summary>
internal static class Owners
{
    private const double Most = 0.5;

    // One may have several: of settings a client and its pool have one each.
    private const double Fair = 0.1;

    /// <summary>The owner; the type itself when it has none or needs none.</summary>
    /// <param name="first">Sums of the first snapshot.</param>
    /// <param name="view">The last snapshot.</param>
    /// <param name="named">What grows.</param>
    /// <param name="growing">All types that grow.</param>
    internal static TypeGrowth Of(HeapSummary first, HeapView view, TypeGrowth named, IReadOnlyList<TypeGrowth> growing)
    {
        var owner = TypeNames.IsBuffer(named.Type)
            ? Referrer((first, view), named, growing) ?? Companion((first, view), named, growing) ?? named
            : named;
        return view.Own.IsUser(owner.Type) ? owner : Declaring(owner, growing) ?? owner;
    }

    /// <summary>
    /// What the application's own collection holds and a framework's or library's object stands in that something else
    /// refers to as well: of a client whose settings its pool shares the client is what was put there. Null where the
    /// instances stand in the collection themselves, or in none of the application's.
    /// </summary>
    /// <param name="view">The last snapshot.</param>
    /// <param name="holder">Who holds them.</param>
    /// <param name="named">What grows.</param>
    /// <param name="growth">How a type grows in number; null where it does not.</param>
    internal static TypeGrowth? Kept(
        HeapView view,
        HolderPath holder,
        TypeGrowth named,
        Func<string, TypeGrowth?> growth
    )
    {
        if (view.Own.IsUser(named.Type) || TypeNames.IsBuffer(named.Type) || !holder.IsOwn())
            return null;
        return holder
            .Path.Zip(holder.Path.Skip(1))
            .SkipLast(1)
            .Where(step => IsCollection(step.First))
            .Select(step => HolderPath.Bare(step.Second))
            .Where(SaysSomething)
            .Select(growth)
            .FirstOrDefault(g => g is not null && g.Added >= Fair * named.Added);

        bool SaysSomething(string type) =>
            !IsCollection(type)
            && !TypeNames.IsBuffer(type)
            && !TypeNames.IsMadeByCompiler(type)
            && !IsTask(type)
            && !view.IsDelegate(type);
    }

    /// <summary>True for tasks and the state of async methods: what they wait for says more.</summary>
    private static bool IsTask(string type) =>
        type.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal)
        || type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal);

    private static bool IsCollection(string step) =>
        TypeNames.IsPlumbing(step) || step.StartsWith("System.Collections.", StringComparison.Ordinal);

    private static TypeGrowth? Referrer(
        (HeapSummary First, HeapView Last) views,
        TypeGrowth named,
        IReadOnlyList<TypeGrowth> growing
    )
    {
        var (view, heap) = (views.Last, views.Last.Heap);
        var sample = HolderPath.Grown(views.First, view, named.Type);
        var marks = new bool[heap.Count];
        foreach (var node in sample)
            marks[node] = true;
        var found = new HashSet<(int Type, int Instance)>();
        for (var node = 0; node < heap.Count; node++)
        {
            // What no root reaches owns nothing.
            if (view.Parent[node] == Dominators.Unreachable)
                continue;
            for (var edge = heap.EdgeStart[node]; edge < heap.EdgeStart[node + 1]; edge++)
            {
                if (marks[heap.Edges[edge]])
                    found.Add((heap.TypeOf[node], heap.Edges[edge]));
            }
        }

        var owners = found
            .CountBy(f => heap.Types[f.Type])
            .Where(f => f.Value > Most * sample.Length)
            .Select(f => f.Key)
            .ToHashSet();
        return growing
            .Where(g =>
                owners.Contains(g.Type)
                && !TypeNames.IsPlumbing(g.Type)
                && !TypeNames.IsBuffer(g.Type)
                && Together(g, named)
            )
            .OrderByDescending(g => view.Own.IsUser(g.Type))
            .FirstOrDefault();
    }

    private static TypeGrowth? Companion(
        (HeapSummary First, HeapView Last) views,
        TypeGrowth named,
        IReadOnlyList<TypeGrowth> growing
    )
    {
        const double alike = 0.2;
        var locals = views
            .Last.Heap.Roots.Where(root => root.Kind == RootKind.Stack)
            .Select(root => root.Target)
            .ToHashSet();
        return !AreLocals(views, named, locals)
            ? null
            : growing
                .Where(g =>
                    !TypeNames.IsPlumbing(g.Type)
                    && !TypeNames.IsBuffer(g.Type)
                    && Math.Abs(g.Added - named.Added) <= alike * named.Added
                    && AreLocals(views, g, locals)
                )
                .OrderByDescending(g => views.Last.Own.IsUser(g.Type))
                .ThenByDescending(g => Declaring(g, growing) is not null)
                .FirstOrDefault();
    }

    private static bool AreLocals((HeapSummary First, HeapView Last) views, TypeGrowth growth, HashSet<int> locals)
    {
        var sample = HolderPath.Grown(views.First, views.Last, growth.Type);
        return sample.Count(locals.Contains) > Most * sample.Length;
    }

    private static TypeGrowth? Declaring(TypeGrowth nested, IReadOnlyList<TypeGrowth> growing) =>
        nested.Type.LastIndexOf('+') is > 0 and var end && nested.Type.IndexOfAny(['<', '[']) < 0
            ? growing.FirstOrDefault(g => g.Type == nested.Type[..end] && Together(g, nested))
            : null;

    /// <summary>
    /// True when a type gained at least half as many instances as another, so that it can be its cause.
    /// </summary>
    private static bool Together(TypeGrowth owner, TypeGrowth owned) => owner.Added >= Most * owned.Added;
}
