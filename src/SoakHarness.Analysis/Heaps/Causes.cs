namespace SoakHarness.Analysis.Heaps;

/// <summary>Known patterns of leaks: a likely cause and its usual cure.</summary>
internal static class Causes
{
    private static readonly (string Type, string Sentence)[] ByType =
    [
        ("FileStream", "Files are opened and never closed: dispose each stream, e.g. with using."),
        ("SafeFileHandle", "Files are opened and never closed: dispose each, e.g. with using."),
        ("Socket", "Sockets are opened and never closed: dispose each, e.g. with using, or pool the connections."),
        (
            "FileSystemWatcher",
            "File watchers are started and never stopped: dispose each; every one has a thread, a handle and a buffer."
        ),
        ("Thread", "Threads are started and never end: give each a way to stop, or use the thread pool."),
        (
            "BrotliStream",
            "Compressors are never disposed and keep native memory: dispose each stream, e.g. with using."
        ),
        ("GZipStream", "Compressors are never disposed and keep native memory: dispose each stream, e.g. with using."),
        (
            "DeflateStream",
            "Compressors are never disposed and keep native memory: dispose each stream, e.g. with using."
        ),
        ("StringBuilder", "Text is appended and never cleared: write it out, or clear the builder."),
        ("RuntimeAssembly", Generated),
        (
            "LoaderAllocator",
            "Collectible load contexts are never unloaded, or something still refers to what they loaded: call Unload and let go of their types."
        ),
    ];

    private const string Event = "EventHandler";

    // What only callbacks that are known lead to; no type is named so.
    private const string Callbacks = "\0";

    private const string Generated =
        "Assemblies are generated or loaded again and again (serializers made per call, compiled code): keep one serializer or compiled form and reuse it.";

    private const string WeakTable =
        "A conditional weak table keeps values whose keys stay alive: remove entries, or let the keys go.";

    private const string Linked = "A linked list only ever grows: remove what is no longer needed.";

    private const string Unbounded =
        "A channel without a bound grows when its reader is slower than its writers: bound it.";

    private static readonly (string Part, string Sentence)[] ByPath =
    [
        ("RuntimeAssemblyBuilder", Generated),
        (
            "CancellationTokenSource+Linked",
            "A token source that is linked to a long-lived token is not disposed and stays registered on it: dispose it when the work is done, e.g. with using."
        ),
        (
            "CancellationTokenSource+CallbackNode",
            "Registrations on a long-lived token are never disposed: dispose what Register returned when the work is done."
        ),
        (
            "CancellationTokenSource",
            "A token source linked to a long-lived token, or a registration on it, is not disposed: dispose both when the work is done."
        ),
        (
            "Task+DelayPromise",
            "Async methods wait for a long Task.Delay and keep what they hold until it ends: shorten it, or cancel it by a token when the work is done."
        ),
        ("TimerQueue", "Timers are started and never disposed: dispose each timer, or reuse one."),
        (
            Event,
            "A subscriber never unsubscribes from an event of something that lives longer: unsubscribe when it is done."
        ),
        (
            "ServiceProviderEngineScope",
            "Transient disposables are resolved from the root container, which keeps them until it is disposed: resolve them in a scope."
        ),
        (
            "MemoryCache",
            "A MemoryCache without a size limit or expiry keeps every entry: set SizeLimit and an expiration."
        ),
        ("UnboundedChannel", Unbounded),
        ("SingleConsumerUnboundedChannel", Unbounded),
        ("Channel", Unbounded),
        (
            "TaskCompletionSource",
            "Tasks that never complete keep their continuations alive: complete or cancel them, with a time-out."
        ),
        ("ConditionalWeakTable", WeakTable),
        ("ThreadLocal", "A ThreadLocal keeps its values until it is disposed: dispose it, or clear the value."),
        (
            "AsyncLocalValueMap",
            "Captured execution contexts keep the values of AsyncLocals alive: let the contexts go, or suppress their flow where they are captured."
        ),
        (Callbacks, ""),
        ("ConcurrentDictionary", "A dictionary is filled and never emptied: bound it, evict, or let entries expire."),
        ("Dictionary", "A dictionary is filled and never emptied: bound it, evict, or let entries expire."),
        ("ConcurrentBag", "A collection only ever grows: remove what is no longer needed."),
        (
            "ConcurrentQueue",
            "A queue only ever grows: bound it; where it serves as a pool, let go of what comes back beyond its size."
        ),
        ("LinkedList", Linked),
        ("List", "A list only ever grows: remove what is no longer needed."),
        ("HashSet", "A set only ever grows: remove what is no longer needed."),
    ];

    /// <summary>A sentence, or nothing when the pattern is not known.</summary>
    internal static string Of(string type, HolderPath holder, IEnumerable<string> group)
    {
        // An application may have threads and files of its own, of a forum or a desk.
        if (
            TypeNames.IsFramework(type)
            && Array.Find(ByType, cause => TypeNames.Simple(type) == cause.Type).Sentence is { } known
        )
            return known;
        if (group.Any(name => Outer(name).StartsWith("RuntimeAssemblyBuilder", StringComparison.Ordinal)))
            return Generated;
        var found = Stretches(type, holder)
            .Select(names => ByPath.FirstOrDefault(cause => Fits(cause, names, holder)))
            .FirstOrDefault(cause => cause.Sentence is not null);
        return found.Part == Event || found.Part == Callbacks ? OfCallback(holder.Callback, found.Sentence)
            : found.Sentence is not null ? found.Sentence
            : holder.Path.Contains(type + HolderPath.Chain) ? Linked
            : OfRoot(holder);
    }

    private static bool Fits((string Part, string Sentence) cause, string[] names, HolderPath holder) =>
        cause.Sentence == WeakTable
            && holder.Path.Any(step => step.Contains(HolderPath.WeakKey, StringComparison.Ordinal))
        || cause.Part == Event && holder.Callback?.Event is not null
        || cause.Part == Callbacks && holder.Callback is not null
        || names.Any(name => Outer(name).StartsWith(cause.Part, StringComparison.Ordinal));

    /// <summary>
    /// The path from the instances up, cut where it goes through a type of the user's: the collection that his object
    /// keeps them in explains more than what keeps that object alive.
    /// </summary>
    private static IEnumerable<string[]> Stretches(string type, HolderPath holder)
    {
        var names = new List<string> { type };
        for (var at = holder.Path.Count - 1; at >= 0; at--)
        {
            var step = Singletons.TypeIn(holder.Path[at].Split(" (")[0]);
            if (at > 0 && step != type && TypeNames.IsUser(step) && !step.Contains(' '))
            {
                yield return [.. names];
                names.Clear();
            }
            else
            {
                names.Add(step);
            }
        }

        yield return [.. names];
    }

    /// <summary>Who is subscribed to what, as far as it is known.</summary>
    private static string OfCallback(Callback? callback, string otherwise) =>
        callback switch
        {
            { Event: { } words, Method: { } method } =>
                $"{Capital(method)} is subscribed to {words} and never unsubscribed: unsubscribe (-=) when the subscriber is done.",
            { Event: { } words } =>
                $"A subscriber never unsubscribes from {words}, which lives longer: unsubscribe (-=) when it is done.",
            { Method: { } method } =>
                $"Delegates that call {method} are kept and never removed, each with all that it captures: remove them, or capture only what they need.",
            _ => otherwise,
        };

    private static string Capital(string words) =>
        words.StartsWith("a lambda", StringComparison.Ordinal)
        || words.StartsWith("the local", StringComparison.Ordinal)
            ? char.ToUpperInvariant(words[0]) + words[1..]
            : words;

    /// <summary>
    /// What the root alone tells; a handle that holds the instances themselves, not something above them.
    /// </summary>
    private static string OfRoot(HolderPath holder) =>
        holder.Holder switch
        {
            "a pinned GC handle" => "Pinned handles are allocated and never freed: free each one.",
            "an async-pinned GC handle" =>
                "I/O operations are started and never end, and their buffers stay pinned: cancel each, with a time-out.",
            "a ref-counted GC handle" =>
                "Native code keeps a reference to each and never releases it: release every COM object that was handed out.",
            "a GC handle" when holder.Path.Count == 2 =>
                "GC handles are allocated and never freed: free each one (GCHandle.Free).",
            "a conditional weak table" => WeakTable,
            _ => "",
        };

    /// <summary>
    /// The name without namespace, generic arguments and what is said of it, the types around it first.
    /// </summary>
    private static string Outer(string type)
    {
        var end = type.IndexOfAny(['`', '[', '<', ' '], Math.Min(1, type.Length));
        var bare = end < 0 ? type : type[..end];
        return bare[(bare.LastIndexOf('.') + 1)..];
    }
}
