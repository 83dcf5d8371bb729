namespace SoakHarness.Analysis.Heaps;

/// <summary>What the delegates on the way to a leak are.</summary>
/// <param name="Event">The event that keeps them, in words; null when they stand in none.</param>
/// <param name="Method">The method that most of them call, in words; null when it is not known.</param>
internal sealed record Callback(string? Event, string? Method)
{
    private const double Most = 0.5;

    /// <summary>
    /// The event among the common holders and what is subscribed to it; without an event the method of the delegates
    /// that stand between the common holders and the instances. Null when there are none, or nothing is known of them.
    /// </summary>
    /// <param name="view">Snapshot.</param>
    /// <param name="chain">Common holders from the root down.</param>
    /// <param name="instances">Instances of the type.</param>
    internal static Callback? Find(HeapView view, IReadOnlyList<int> chain, int[] instances)
    {
        if (EventOf(view, chain) is { } at)
            return new Callback(EventWords(view, chain, at), Subscribed(view, chain[at], instances));
        var holders = chain.ToHashSet();
        var nearest = instances.Select(instance => Nearest(view, instance, holders)).ToArray();
        var method = nearest.Count(node => node >= 0) > Most * instances.Length ? MethodOf(view, nearest) : null;
        return method is null ? null : new Callback(null, method);
    }

    /// <summary>Which of the common holders is an event; null when none is.</summary>
    internal static int? EventOf(HeapView view, IReadOnlyList<int> chain)
    {
        for (var at = 0; at < chain.Count; at++)
        {
            if (view.Delegates.TargetsOf(chain[at]).Length > 0)
                return at;
        }

        return null;
    }

    private static string EventWords(HeapView view, IReadOnlyList<int> chain, int at)
    {
        if (view.DelegateNames.GetValueOrDefault(chain[at]) is { } field)
            return $"the event {field}";
        if (at == 0 && view.Roots.Static(chain[0]) is { } name)
            return $"the event {name}";
        var words = $"an event ({TypeNames.Simple(view.TypeName(chain[at]))})";
        return at > 0 ? $"{words} of {view.TypeName(chain[at - 1])}" : words;
    }

    /// <summary>What of the subscribers calls: those that refer to instances themselves where there are some.</summary>
    private static string? Subscribed(HeapView view, int node, int[] instances)
    {
        var all = view.Delegates.TargetsOf(node);
        var types = instances.Select(instance => view.Heap.TypeOf[instance]).ToHashSet();
        var own = Array.FindAll(
            all,
            one => view.References(one).ToArray().Any(to => types.Contains(view.Heap.TypeOf[to]))
        );
        return MethodOf(view, own) ?? MethodOf(view, all);
    }

    private static int Nearest(HeapView view, int instance, HashSet<int> holders)
    {
        for (var at = view.Parent[instance]; at >= 0 && !holders.Contains(at); at = view.Parent[at])
        {
            if (view.Delegates.Contains(at))
                return at;
        }

        return Dominators.Unreachable;
    }

    /// <summary>The method that more than half of those call whose method was read.</summary>
    private static string? MethodOf(HeapView view, IEnumerable<int> delegates)
    {
        var known = delegates
            .Select(node => view.DelegateNames.GetValueOrDefault(node))
            .OfType<string>()
            .CountBy(name => name)
            .ToArray();
        if (
            known.Length == 0
            || known.MaxBy(name => name.Value) is var most && most.Value <= Most * known.Sum(name => name.Value)
        )
            return null;
        return MethodWords.Of(known.MaxBy(name => name.Value).Key);
    }
}
