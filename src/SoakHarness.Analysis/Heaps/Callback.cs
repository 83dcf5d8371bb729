namespace SoakHarness.Analysis.Heaps;

/// <summary>What the delegates on the way to a leak are.</summary>
/// <param name="Event">The event that keeps them, in words; null when they stand in none.</param>
/// <param name="Method">The method that most of them call, in words; null when it is not known.</param>
internal sealed record Callback(string? Event, string? Method)
{
    private const double Most = 0.5;
    private const int FewestWrapped = 5;

    // What calls a delegate with a state, which they refer to side by side.
    private static readonly string[] Callers =
    [
        "System.Threading.CancellationTokenSource+CallbackNode",
        "System.Threading.TimerQueueTimer",
    ];

    /// <summary>
    /// True when <see cref="Method"/> is what the delegates nearest to the instances call, and not what the event's
    /// own subscribers do.
    /// </summary>
    internal bool IsNearest { get; init; }

    /// <summary>
    /// The event among the common holders and what is subscribed to it; without an event the method of the delegates
    /// that stand between the common holders and the instances. Null when there are none, or nothing is known of them.
    /// </summary>
    /// <param name="view">Snapshot.</param>
    /// <param name="chain">Common holders from the root down.</param>
    /// <param name="instances">Instances of the type.</param>
    internal static Callback? Find(HeapView view, IReadOnlyList<int> chain, int[] instances)
    {
        var holders = chain.ToHashSet();
        var at = EventOf(view, chain);
        var subscribed = at is null ? null : Subscribed(view, chain[at.Value], instances);
        if (subscribed is not null && view.Own.IsUserMethod(subscribed))
            return new Callback(EventWords(view, chain, at!.Value), MethodWords.Of(subscribed));
        int[] nearest = [.. instances.Select(instance => Nearest(view, instance, holders)).Where(node => node >= 0)];
        // Each of these may wrap the one before it, so that all are common holders of most instances.
        int[] called =
            nearest.Length > Most * instances.Length ? nearest
            : chain.Count(view.Delegates.Contains) >= FewestWrapped ? [.. chain.Where(view.Delegates.Contains)]
            : [];
        var own = MethodOf(view, called) is { } method && view.Own.IsUserMethod(method) ? method : null;
        var words = own ?? subscribed;
        return at is null && own is null
            ? null
            : new Callback(
                at is null ? null : EventWords(view, chain, at.Value),
                words is null ? null : MethodWords.Of(words)
            )
            {
                IsNearest = own is not null,
            };
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
        for (var at = view.Parent[instance]; at >= 0; at = view.Parent[at])
        {
            // Of a list of callers the earlier ones are holders of the later ones' states.
            if (Callers.Contains(view.TypeName(at)))
                return Called(view, at);
            if (holders.Contains(at))
                break;
            if (view.Delegates.Contains(at))
                return at;
        }

        return Dominators.Unreachable;
    }

    private static int Called(HeapView view, int caller)
    {
        foreach (var to in view.References(caller))
        {
            if (view.Delegates.Contains(to))
                return to;
        }

        return Dominators.Unreachable;
    }

    /// <summary>The method that more than half of those call whose method was read, as it was read.</summary>
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
        return known.MaxBy(name => name.Value).Key;
    }
}
