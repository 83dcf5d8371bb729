namespace SoakHarness.Analysis.Heaps;

/// <summary>Sentences on leaks: a likely cause and its cure, by the type and by what is on the way to it.</summary>
internal static class KnownLeaks
{
    /// <summary>By the simple name of a type of the framework's.</summary>
    internal static readonly (string Type, string Sentence)[] ByType =
    [
        ("FileStream", "Files are opened and never closed: dispose each stream, e.g. with using."),
        ("SafeFileHandle", "Files are opened and never closed: dispose each, e.g. with using."),
        ("Socket", Sockets),
        ("TcpClient", Sockets),
        ("NetworkStream", Sockets),
        ("SocketAsyncContext", Sockets),
        ("ClientWebSocket", Sockets),
        ("ManagedWebSocket", Sockets),
        (
            "HubConnection",
            "Connections to a hub are opened and never closed: dispose each, e.g. with await using, or keep one."
        ),
        (
            "GroupConnectionList",
            "Connections are added to groups of ever new names and never removed: call RemoveFromGroupAsync when a group is done with."
        ),
        ("Http2Stream", Calls),
        ("NamedPipeServerStream", Pipes),
        ("NamedPipeClientStream", Pipes),
        ("AnonymousPipeServerStream", Pipes),
        ("AnonymousPipeClientStream", Pipes),
        ("Process", "Process objects are kept and never disposed: dispose each, e.g. with using."),
        (
            "ProcessWaitState",
            "Processes are started and never end: end each, e.g. with Kill after a time-out, and dispose it."
        ),
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
        (
            "MemoryStream",
            "A stream in memory is written to and never emptied: write to where the bytes go, or begin a new one."
        ),
        ("StringBuilder", "Text is appended and never cleared: write it out, or clear the builder."),
        (
            "Meter",
            "Meters are made again and again, and the runtime keeps each until it is disposed: make one and reuse it."
        ),
        (
            "ActivitySource",
            "Activity sources are made again and again, and the runtime keeps each until it is disposed: make one and reuse it."
        ),
        (
            "Logger",
            "Loggers are made for ever new categories, and their factory keeps each: use a fixed set of categories. HTTP clients made by a factory for ever new names make some."
        ),
        ("ActiveHandlerTrackingEntry", ClientNames),
        ("HttpClientFactoryOptions", ClientNames),
        (
            "DynamicMethod",
            "Code is compiled again and again, and what was compiled is kept: compile it once and reuse it."
        ),
        ("WeakReference", "Weak references outlive what they referred to: remove those whose target is gone."),
        ("RuntimeAssembly", Generated),
        ("LoaderAllocator", LoadContexts),
        ("AssemblyLoadContext", LoadContexts),
    ];

    private const string ClientNames =
        "HTTP clients are made for ever new names, and their factory keeps options, a handler and loggers of each: use a fixed set of names.";

    private const string LoadContexts =
        "Collectible load contexts are never unloaded, or something still refers to what they loaded: call Unload and let go of their types.";

    private const string Sockets =
        "Sockets are opened and never closed: dispose each, e.g. with using, or pool the connections.";

    private const string Calls =
        "Calls over HTTP/2, such as gRPC's, begin and never end: dispose each, give it a deadline, and return from the server's method when its client is gone.";

    private const string Pipes = "Pipes are opened and never closed: dispose each, e.g. with using.";

    internal const string Event = "EventHandler";

    internal const string Source = "CancellationTokenSource";

    internal const string Linked1 = "CancellationTokenSource+Linked";

    // What is looked for otherwise than by the beginning of a name.
    internal const string Timed = "\0timed";
    internal const string Observed = "\0observed";
    internal const string Collected = "\0collected";

    // What only callbacks that are known lead to; no type is named so.
    internal const string Callbacks = "\0";

    internal const string Generated =
        "Assemblies are generated or loaded again and again (serializers made per call, compiled code): keep one serializer or compiled form and reuse it.";

    internal const string WeakTable =
        "A conditional weak table keeps values whose keys stay alive: remove entries, or let the keys go.";

    internal const string Linked = "A linked list only ever grows: remove what is no longer needed.";

    internal const string Scope = "ServiceProviderEngineScope";

    internal const string RootScope =
        "Transient disposables are resolved from the root container, which keeps them until it is disposed: resolve them in a scope.";

    internal const string KeptScope =
        "Dependency injection scopes are kept and never disposed, each with all that was resolved in it: dispose each when its work is done, e.g. with using.";

    private const string Unbounded =
        "A channel without a bound grows when its reader is slower than its writers: bound it.";

    private const string Subscribed =
        "Observers subscribe and never unsubscribe: dispose what Subscribe returned when the observer is done.";

    private const string LongContext =
        "A DbContext lives long and tracks every entity that it has seen: use one for each unit of work, clear its ChangeTracker, or query without tracking.";

    internal const string Activity = "System.Diagnostics.Activity";

    internal const string Activities =
        "Activities are started and never stopped, and each is the parent of the next: stop each, e.g. with using.";

    internal const string SelfKept =
        "Each keeps itself alive, by timers or registrations of its own, until it is disposed: dispose each when its work is done, or make one and reuse it.";

    /// <summary>
    /// By what a name on the path begins with, its namespace included where there is one here; the first that fits
    /// explains most.
    /// </summary>
    internal static readonly (string Part, string Sentence)[] ByPath =
    [
        ("RuntimeAssemblyBuilder", Generated),
        ("Grpc.Net.Client.Internal.GrpcCall", Calls),
        ("Grpc.Net.Client.Internal.PushUnaryContent", Calls),
        (
            Linked1,
            "A token source that is linked to a long-lived token is not disposed and stays registered on it: dispose it when the work is done, e.g. with using."
        ),
        (
            Timed,
            "A token source with a time-out (CancelAfter) is not disposed, and its timer keeps it until it fires: dispose it when the work is done, e.g. with using."
        ),
        (
            "CancellationTokenSource+CallbackNode",
            "Registrations on a long-lived token are never disposed: dispose what Register returned when the work is done."
        ),
        (
            Source,
            "A token source linked to a long-lived token, or a registration on it, is not disposed: dispose both when the work is done."
        ),
        (
            "Task+DelayPromise",
            "A long Task.Delay keeps what waits for it, async methods and continuations, until it ends: shorten it, or cancel it by a token when the work is done."
        ),
        ("PeriodicTimer+State", "Loops over a PeriodicTimer never end: end each by a token, and dispose its timer."),
        (
            "SemaphoreSlim+TaskNode",
            "Async methods wait for a SemaphoreSlim that nobody releases: release it after every wait, in a finally block, or wait with a time-out."
        ),
        ("TimerQueue", "Timers are started and never disposed: dispose each timer, or reuse one."),
        (
            "OptionsMonitor",
            "Changes of options are listened to, and what OnChange returned is never disposed: dispose it when the listener is done, or listen once in a singleton."
        ),
        (
            "System.Reactive.Subjects.ReplaySubject",
            "A ReplaySubject without a bound keeps all that it was given: bound it by number or time."
        ),
        ("System.Reactive.Subjects.", Subscribed),
        (Observed, Subscribed),
        (
            Event,
            "A subscriber never unsubscribes from an event of something that lives longer: unsubscribe when it is done."
        ),
        (Scope, RootScope),
        (
            "Autofac.Core.Disposer",
            "Disposable components are resolved from a container or scope that lives long, which keeps them until it is disposed: resolve them in a lifetime scope of their own."
        ),
        (
            "LoggerFactoryScopeProvider+Scope",
            "Log scopes are begun and never ended: dispose what BeginScope returned, e.g. with using."
        ),
        (
            "Serilog.Context.EnricherStack",
            "Properties are pushed onto the log context and never popped: dispose what PushProperty returned, e.g. with using."
        ),
        (
            "System.Data.RecordManager",
            "Rows are added to a DataTable and never removed: remove what is no longer needed, or begin a new table."
        ),
        (
            "MemoryCache",
            "A MemoryCache without a size limit or expiry keeps every entry: set SizeLimit and an expiration. Entries that do expire go once a minute: only a run that is minutes longer than they live shows it."
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
        ("EntityReferenceMap", LongContext),
        ("Microsoft.EntityFrameworkCore.ChangeTracking.Internal.StateManager", LongContext),
        (
            "RegisteredWaitHandle",
            "Waits are registered with the thread pool and never end: give each a time-out, and call Unregister on what RegisterWaitForSingleObject returned."
        ),
        (
            "static System.Threading.ThreadPool.s_workQueue",
            "Work waits for the thread pool, whose threads are blocked or too few for it: await instead of .Result, .Wait() or a lock, and bound what is queued."
        ),
        (
            "static System.Diagnostics.Tracing.EventListener.",
            "Event listeners are made and never disposed, and the runtime keeps each: dispose it when nobody listens any more, or make one and reuse it."
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
        (Collected, "A collection only ever grows: remove what is no longer needed."),
    ];
}
