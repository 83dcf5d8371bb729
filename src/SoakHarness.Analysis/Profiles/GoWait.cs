namespace SoakHarness.Analysis.Profiles;

/// <summary>What a goroutine waits for, and what ends such a wait.</summary>
/// <param name="Words">What it does, e.g. <c>blocked in a select</c>.</param>
/// <param name="Cure">The usual cure, the rest of a sentence.</param>
internal sealed record GoWait(string Words, string Cure)
{
    private static readonly GoWait Unknown = new(
        "waiting",
        "give each a way to stop (a context, a closed channel), and use it"
    );

    // The first that is in the stack counts: a lock is waited for by a semaphore, a read-write lock by a lock.
    private static readonly (string Frame, GoWait Wait)[] Waits =
    [
        (
            "runtime.chansend",
            new(
                "blocked on sending to a channel",
                "make sure somebody receives what they send, also after giving up waiting for it: give the channel room for one result, or select between the send and ctx.Done()"
            )
        ),
        (
            "runtime.chanrecv",
            new(
                "blocked on receiving from a channel",
                "close the channel when nothing more comes, or select between it and ctx.Done()"
            )
        ),
        (
            "runtime.selectgo",
            new(
                "blocked in a select",
                "one case of the select must come: call the cancel function of the context they listen to, or close a channel of the select, when their work is done"
            )
        ),
        ("runtime.block", new("blocked for ever, in an empty select or on a nil channel", Unknown.Cure)),
        (
            "time.Sleep",
            new("asleep", "do not start one for each request, or wait by a timer and ctx.Done() in a select")
        ),
        (
            "sync.(*WaitGroup).Wait",
            new(
                "waiting for a wait group",
                "a Done is missing: call Add before each go statement, and defer wg.Done() as the first line of each goroutine"
            )
        ),
        (
            "sync.(*Cond).Wait",
            new(
                "waiting for a condition",
                "nobody signals it: call Signal or Broadcast after each change of what they wait for"
            )
        ),
        ("sync.(*RWMutex)", new("waiting for a read-write lock", Unlock)),
        ("sync.(*Mutex)", new("waiting for a lock", Unlock)),
        ("runtime.semacquire", new("waiting for a lock", Unlock)),
        (
            "os.(*Process)",
            new("waiting for a child process", "the child does not end: start it with exec.CommandContext")
        ),
        (
            "os.(*File)",
            new(
                "waiting to read or write a file or a pipe",
                "close the file or the pipe's other end when it is done with"
            )
        ),
        (
            "internal/poll.",
            new(
                "waiting for the network",
                "set a deadline (SetDeadline, http.Server.ReadTimeout and IdleTimeout), or close the connection"
            )
        ),
        ("runtime.cgocall", new("in C code", "let the call return")),
        ("syscall.", new("in a system call", "let the call return, or close what it waits for")),
    ];

    private const string Unlock =
        "somebody holds the lock and never unlocks it: defer Unlock right after each Lock, and look for early returns and for locks taken twice";

    /// <summary>What a stack waits for.</summary>
    /// <param name="stack">Functions, innermost first.</param>
    internal static GoWait Of(IReadOnlyList<string> stack) =>
        Waits.FirstOrDefault(w => stack.Any(f => f.StartsWith(w.Frame, StringComparison.Ordinal))).Wait ?? Unknown;
}
