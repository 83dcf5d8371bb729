namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// What a path to a leak goes through, where the framework's types on it say so: the timer queue, an event, a
/// dependency injection scope, ….
/// </summary>
internal static class HolderKinds
{
    private const string Channel = "an unbounded channel";
    private const string Table = "a conditional weak table";
    private const string Builder = "System.Runtime.CompilerServices.AsyncTaskMethodBuilder";

    private static readonly (string Part, string Words)[] ByType =
    [
        ("System.Threading.TimerQueue", "the timer queue"),
        ("ServiceProviderEngineScope", "a dependency injection scope"),
        ("Caching.Memory.MemoryCache", "a MemoryCache"),
        ("Caching.Memory.CacheEntry>", "a MemoryCache"),
        ("ConditionalWeakTable", Table),
        (HolderPath.WeakKey, Table),
        ("CancellationTokenSource+", "registrations of a CancellationTokenSource"),
        ("System.Threading.Channels.Unbounded", Channel),
        ("System.Threading.ThreadLocal", "a ThreadLocal"),
        ("AsyncLocalValueMap", "an AsyncLocal"),
    ];

    private static readonly (string Part, string Words)[] Awaited =
    [
        ("Task+DelayPromise", "Task.Delay"),
        ("SemaphoreSlim+TaskNode", "a SemaphoreSlim"),
        ("System.Threading.Tasks.TaskCompletionSource", "a TaskCompletionSource"),
        ("System.Threading.Channels.", "a channel"),
    ];

    /// <summary>
    /// The holder with what the path goes through; only the holder when nothing on the path is known.
    /// </summary>
    /// <param name="path">From the root down.</param>
    internal static string Describe(HolderPath path)
    {
        var holder = path.Holder;
        // The instances themselves come last and hold nothing.
        var steps = path.Path.Take(Math.Max(0, path.Path.Count - 1)).ToArray();
        var kind =
            RootScope(steps) ?? Enumerable.Reverse(steps).Select(KindOf).FirstOrDefault(words => words is not null);
        var method = path.Path.Contains(ExecutionContexts.Type)
            ? Context(path)
            : Method([.. path.Path], path.Code, isNamed: kind is not null);
        if (kind == Table)
            kind = WeakTables.Words(Table, steps);
        string?[] known =
        [
            // Who waits for a channel holds what he holds; the channel has it not in it.
            kind == Channel
            && method is not null
                ? null
                : kind,
            method ?? Called(path.Callback) ?? Event(steps),
        ];
        var through = string.Join(" and ", known.OfType<string>().Where(words => !IsSaid(holder, words)));
        return through.Length == 0 ? holder
            // Where the program began is where every service is.
            : holder.Length == 0 || RootNames.IsLocal(holder) && Singletons.IsHost(steps[1]) ? through
            : $"{holder}, through {through}";
    }

    /// <summary>The holder as <see cref="Describe"/> has it, with what else is known to hold them.</summary>
    internal static string DescribeAll(HolderPath path) =>
        path.Beside.Length == 0 ? Describe(path) : $"{Describe(path)}; {path.Beside} has them too";

    private static string? KindOf(string step) =>
        ByType.FirstOrDefault(kind => step.Contains(kind.Part, StringComparison.Ordinal)).Words;

    /// <summary>True when the holder says so already, by its words or by its type.</summary>
    private static bool IsSaid(string holder, string words) =>
        holder.Contains(words, StringComparison.Ordinal)
        || holder.EndsWith('.' + words[(words.LastIndexOf(' ') + 1)..], StringComparison.Ordinal);

    /// <summary>
    /// The async method that waits for what never comes: the application's own nearest to what it holds; a
    /// framework's only where the path has no other name. One that has ended is kept for its result and waits for
    /// nothing.
    /// </summary>
    /// <param name="path">From the root down to the instances.</param>
    /// <param name="own">Which methods are the application's.</param>
    /// <param name="isNamed">True when something else on the path is known.</param>
    private static string? Method(string[] path, OwnCode own, bool isNamed)
    {
        var steps = path.Take(Math.Max(0, path.Length - 1)).Where((step, i) => !IsResult(step, path[i + 1])).ToArray();
        var methods = steps.Select(MethodWords.OfAsync).OfType<string>().ToArray();
        var method = methods.LastOrDefault(own.IsUserMethod) ?? (isNamed ? null : methods.FirstOrDefault());
        if (method is null)
            return null;
        var awaited = Awaited
            .FirstOrDefault(a => steps.Any(step => step.Contains(a.Part, StringComparison.Ordinal)))
            .Words;
        return awaited is null ? $"{Async(method)}, which waits" : $"{Async(method)}, which waits for {awaited}";
    }

    private static string Async(string method)
    {
        var words = MethodWords.Of(method);
        return words == method ? $"the async method {method}"
            : words.StartsWith("a ", StringComparison.Ordinal) ? $"an async {words[2..]}"
            : words.StartsWith("the ", StringComparison.Ordinal) ? $"the async {words[4..]}"
            : $"the async method {words}";
    }

    /// <summary>
    /// The async method whose context has them, not one that stands above it on the way; null where it is not known.
    /// </summary>
    private static string? Context(HolderPath path) =>
        path.Context.Length == 0 ? null : $"the context of {Async(path.Context)}";

    private static bool IsResult(string step, string next) =>
        step.StartsWith($"{Builder}<{next.Split(" x ")[0]}>+", StringComparison.Ordinal);

    /// <summary>The event with what is subscribed to it, or what the delegates on the path call.</summary>
    private static string? Called(Callback? callback) =>
        callback switch
        {
            null => null,
            { Event: { } words, Method: { } method } => $"{words} → {method}",
            { Event: { } words } => words,
            _ => $"delegates that call {callback.Method}",
        };

    /// <summary>The container's own scope, which lives as long as the application.</summary>
    private static string? RootScope(string[] steps)
    {
        var scope = Array.FindIndex(steps, s => s.EndsWith(".ServiceProviderEngineScope", StringComparison.Ordinal));
        return scope > 0 && steps[scope - 1].EndsWith(".ServiceProvider", StringComparison.Ordinal)
            ? "the root dependency injection scope"
            : null;
    }

    /// <summary>
    /// A delegate of the framework's type for events, and the type whose field it is, for snapshots that do not say
    /// what is a delegate. What stands first is the root in words, no type.
    /// </summary>
    private static string? Event(string[] steps)
    {
        var at = Array.FindIndex(steps, step => step.StartsWith("System.EventHandler", StringComparison.Ordinal));
        if (at < 0)
            return null;
        var words = $"an event ({TypeNames.Simple(steps[at])})";
        return at > 1 ? $"{words} of {steps[at - 1]}" : words;
    }
}
