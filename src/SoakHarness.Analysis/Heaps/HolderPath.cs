namespace SoakHarness.Analysis.Heaps;

/// <summary>Who holds the instances of a type.</summary>
/// <param name="Holder">The named root with what it is, e.g. <c>static Shop.Cache.s_items</c>.</param>
/// <param name="Path">From the root down to the instances.</param>
internal sealed record HolderPath(string Holder, IReadOnlyList<string> Path)
{
    private const int Sampled = 400;
    private const int Longest = 12;
    private const double Most = 0.5;
    private const int FewOfIt = 2;

    private const string Cut = "...";

    // No type has this name.
    private const string Elsewhere = "";

    /// <summary>What is said of a step that stands for several objects, one behind the other.</summary>
    internal const string Chain = " (a chain of them)";

    /// <summary>What is said of a step whose object a conditional weak table has as a key.</summary>
    internal const string WeakKey = " (the key of an entry in a conditional weak table";

    /// <summary>What the delegates on the path are; null when there are none, or nothing is known of them.</summary>
    internal Callback? Callback { get; init; }

    /// <summary>Which types on it are the application's.</summary>
    internal OwnCode Code { get; init; } = OwnCode.Unknown;

    /// <summary>What else holds them, by a shorter way; empty when nothing is known to.</summary>
    internal string Beside { get; init; } = "";

    /// <summary>The application's async method whose execution context has them; empty where there is none.</summary>
    internal string Context { get; init; } = "";

    /// <summary>True when most of the instances have each a root of their own, such as a handle.</summary>
    internal bool HasOwnRoots { get; init; }

    /// <summary>
    /// Finds the holder by walking down the dominator tree while one child still dominates most of the instances; where
    /// there is none, by the most common of the shortest paths from the roots. A type that is everywhere (strings) is
    /// looked at only where it grew: below the root and in the kind of object that gained most instances.
    /// </summary>
    internal static HolderPath Find(HeapSummary first, HeapView last, string type) =>
        Find(last, type, Grown(first, last, type));

    /// <summary>
    /// Finds the holder of some instances. Where the way to them is only the framework's and libraries', an object of
    /// the application's that keeps them as well says more.
    /// </summary>
    internal static HolderPath Find(HeapView last, string type, int[] instances)
    {
        var found = Shortest(last, type, instances);
        if (found.Path.Contains(ExecutionContexts.Type))
            found = found with { Context = ExecutionContexts.MethodOf(last, instances) ?? "" };
        return found.Path.Count == 0 || found.IsOwn()
            ? found
            : ByOwner(last, instances, found) ?? ByService(last, instances, type) ?? found.FromLibrary(last);
    }

    /// <summary>The way from an object of the application's that keeps them too; null where there is none.</summary>
    private static HolderPath? ByOwner(HeapView last, int[] instances, HolderPath found)
    {
        if (OwnHolder.WayTo(last, instances) is not { } way)
            return null;
        int[] above = [.. Above(last, way[0])];
        var isService = Singletons.On([.. above.Select(last.TypeName)]) == above.Length - 1;
        var field = last.Roots.Static(way[0]);
        var root =
            isService ? Singletons.Words(last.TypeName(way[0]))
            : field is not null ? last.Roots.Of(way[0])!
            : last.TypeName(way[0]);
        var below = way[(isService || field is null ? 1 : 0)..^1];
        var callback = Callback.Find(last, way[..^1], instances);
        var steps = WithCallback(last, [.. Steps(last, below)], callback);
        return Describe(last, root, steps, last.TypeName(instances[0])) with
        {
            Callback = callback,
            Beside = found.Holder,
        };
    }

    /// <summary>
    /// From the library's lasting object nearest to the instances, where the way goes through one: what keeps that
    /// object, such as a timer of its own, is the library's affair.
    /// </summary>
    private HolderPath FromLibrary(HeapView last)
    {
        var at = Path.Count - 2;
        while (at > 0 && !IsLasting(Path[at]))
            at--;
        return at <= 0 ? this : this with { Holder = Path[at], Path = [.. Path.Skip(at)] };

        bool IsLasting(string step) => Code.IsLibrary(step) && last.Of(step).Instances is > 0 and <= FewOfIt;
    }

    /// <summary>
    /// True when the application's own code is on the way: an object, a field, or what is called back.
    /// </summary>
    internal bool IsOwn() =>
        Callback?.Method is not null
        || Holder.Contains("static ", StringComparison.Ordinal) && Code.IsUserField(Holder)
        || Singletons.TypeIn(Holder) is var service && service != Holder && Code.IsUser(service)
        || IsLocalOfOwn()
        || Path.Skip(1).SkipLast(1).Any(IsOwn);

    /// <summary>
    /// True for a local variable of the application's methods; where the program began is where every service is.
    /// </summary>
    private bool IsLocalOfOwn() =>
        RootNames.MethodOf(Holder) is { } method
        && Code.IsUserMethod(method)
        && !(Path.Count > 1 && Singletons.IsHost(Path[1]));

    private bool IsOwn(string step) =>
        step != Cut
        && (
            Code.IsUser(Bare(step))
            || TypeNames.IsGenerated(step) && Code.IsUserMethod(step)
            || MethodWords.OfAsync(step) is { } method && Code.IsUserMethod(method)
        );

    private static List<int> Above(HeapView view, int node)
    {
        var chain = new List<int>();
        for (var at = node; at >= 0; at = view.Parent[at])
            chain.Add(at);
        chain.Reverse();
        return chain;
    }

    private static HolderPath Shortest(HeapView last, string type, int[] instances)
    {
        var chain = CommonDominators(last, instances);
        if (chain.Count == 0 || last.Roots.Of(chain[0]) is not { } root || IsHeldElsewhere(last, chain[0]))
            return ByShortestPath(last, instances, type);
        var service = Singletons.On([.. chain.Select(last.TypeName)]);
        chain = chain[(service ?? 0)..];
        var callback = Callback.Find(last, chain, instances);
        var steps = Join([.. Steps(last, chain)], Own(last, instances, chain));
        steps = WeakTables.Mark(last, WithCallback(last, steps, callback), instances);
        var path = service is null
            ? Describe(last, root, steps, type)
            : Describe(last, Singletons.Words(last.TypeName(chain[0])), steps[1..], type);
        return path with { Callback = callback };
    }

    /// <summary>
    /// True for a local variable of a method, such as the reader of a queue, that a service or a static field holds
    /// too.
    /// </summary>
    private static bool IsHeldElsewhere(HeapView view, int top) =>
        view.Roots.IsLocal(top) && !Singletons.IsHost(view.TypeName(top)) && view.Paths.To(top).Count > 1;

    /// <summary>Instances where most of them were gained, at most some hundreds.</summary>
    internal static int[] Grown(HeapSummary first, HeapView last, string type)
    {
        var all = last.InstancesOf(type).ToArray();
        var after = all.CountBy(last.Tops.Of).ToArray();
        if (after.Length == 0)
            return [];
        var most = after.MaxBy(top => top.Value - first.Tops.GetValueOrDefault((type, last.Tops.Words(top.Key)))).Key;
        var below = after.Length == 1 ? all : Array.FindAll(all, node => last.Tops.Of(node) == most);
        var step = Math.Max(1, below.Length / Sampled);
        return [.. below.Where((_, i) => i % step == 0)];
    }

    /// <summary>Objects that dominate more than half of the instances, from the top down.</summary>
    private static List<int> CommonDominators(HeapView view, int[] instances)
    {
        var counts = new Dictionary<int, int>();
        foreach (var instance in instances)
        {
            for (var at = view.Parent[instance]; at >= 0; at = view.Parent[at])
                counts[at] = counts.GetValueOrDefault(at) + 1;
        }

        var common = counts.Where(c => c.Value > Most * instances.Length).Select(c => c.Key).ToHashSet();
        var above = common.Select(node => view.Parent[node]).ToHashSet();
        var chain = new List<int>();
        for (var at = common.FirstOrDefault(node => !above.Contains(node), -1); at >= 0; at = view.Parent[at])
            chain.Add(at);
        chain.Reverse();
        return chain;
    }

    private static HolderPath ByShortestPath(HeapView view, int[] instances, string type) =>
        CommonPath.To(view, instances) is { } path
            ? From(path, path.Service, (view, instances, type))
            : new HolderPath("", []);

    /// <summary>From the last singleton service on the way; null where there is none.</summary>
    private static HolderPath? ByService(HeapView view, int[] instances, string type) =>
        CommonPath.To(view, instances) is { LastService: { } service } path
            ? From(path, service, (view, instances, type))
            : null;

    private static HolderPath From(CommonPath path, int? service, (HeapView View, int[] Instances, string Type) of)
    {
        var above = path.Nodes[(service is { } at ? at + 1 : 0)..^1];
        var root = service is { } step
            ? Singletons.Words(of.View.TypeName(path.Nodes[step]))
            : of.View.Roots.Of(path.Nodes[0]) ?? "";
        var callback = Callback.Find(of.View, above, of.Instances);
        var steps = WithCallback(of.View, [.. Steps(of.View, above)], callback);
        return Describe(of.View, root, steps, of.Type) with { Callback = callback, HasOwnRoots = path.HasOwnRoots };
    }

    /// <summary>
    /// Says of the first delegate which event it is, and what its subscribers, or the last delegate, call.
    /// </summary>
    private static string[] WithCallback(HeapView view, string[] steps, Callback? callback)
    {
        var first = Array.FindIndex(steps, IsDelegate);
        if (callback is null || first < 0)
            return steps;
        var last =
            callback.Event is null || callback.IsNearest
                ? Array.FindLastIndex(steps, IsDelegate)
                : Array.FindIndex(steps, first + 1, IsDelegate);
        string[] said = [.. steps];
        if (callback.Event is { } words)
            said[first] += $" ({words})";
        if (callback.Method is { } method && (callback.Event is null || last > first))
            said[last] += $" (calls {method})";
        return said;

        bool IsDelegate(string step) => view.IsDelegate(Bare(step));
    }

    private static HolderPath Describe(HeapView view, string root, string[] steps, string type)
    {
        List<string> path = [root, .. steps, FormattableString.Invariant($"{type} x {view.Of(type).Instances}")];
        if (path.Count > Longest)
            path = [.. path.Take(Longest / 2), Cut, .. path.Skip(path.Count - Longest / 2)];
        return new HolderPath(root, path) { Code = view.Own };
    }

    /// <summary>
    /// What stands between the common holder and each instance, one for each: the types that most of them have in
    /// common.
    /// </summary>
    private static string[] Own(HeapView view, int[] instances, List<int> chain)
    {
        var holders = chain.ToHashSet();
        var ways = instances
            .Select(instance => Way(view, instance, holders, view.Heap.TypeOf[chain[^1]]))
            .GroupBy(way => string.Join('\n', way));
        var most = ways.MaxBy(way => way.Count())!;
        return most.Count() > Most * instances.Length && most.First() is not [Elsewhere] ? most.First() : [];
    }

    /// <summary>One path of two; a chain may begin in the first and go on in the second.</summary>
    private static string[] Join(string[] upper, string[] lower) =>
        lower is [var next, .. var rest] && Bare(next) == Bare(upper[^1])
            ? [.. upper[..^1], Bare(next) + Chain, .. rest]
            : [.. upper, .. lower];

    internal static string Bare(string step) =>
        step.EndsWith(Chain, StringComparison.Ordinal) ? step[..^Chain.Length] : step;

    /// <summary>
    /// What stands between the nearest common holder and an instance. Where the last common holder is one of a chain,
    /// such as a linked list's node, some instances hang from earlier ones, and others from later ones, of its type.
    /// </summary>
    private static string[] Way(HeapView view, int instance, HashSet<int> holders, int last)
    {
        var steps = new List<int>();
        var at = view.Parent[instance];
        for (; at >= 0 && !holders.Contains(at); at = view.Parent[at])
        {
            if (steps.Count < 2 || view.Heap.TypeOf[steps[^2]] != view.Heap.TypeOf[at])
                steps.Add(at);
        }

        if (at >= 0 && view.Heap.TypeOf[at] != last)
            return [Elsewhere];
        while (steps.Count > 0 && view.Heap.TypeOf[steps[^1]] == last)
            steps.RemoveAt(steps.Count - 1);
        steps.Reverse();
        return [.. Steps(view, steps)];
    }

    /// <summary>The types of nodes; those of a chain, such as a linked list's, are one step.</summary>
    internal static IEnumerable<string> Steps(HeapView view, IEnumerable<int> nodes)
    {
        var runs = new List<(int Type, bool IsChain)>();
        foreach (var type in nodes.Select(node => view.Heap.TypeOf[node]))
        {
            if (runs.Count > 0 && runs[^1].Type == type)
                runs[^1] = (type, true);
            else
                runs.Add((type, false));
        }

        return runs.Select(run => view.Heap.Types[run.Type] + (run.IsChain ? Chain : ""));
    }
}
