namespace LeakZoo.Families;

/// <summary>Long-lived callbacks that hold on to what they were made with.</summary>
internal static class Callbacks
{
    private static readonly List<Func<int>> s_callbacks = [];
    private static readonly Publisher s_publisher = new();
    private static readonly CancellationTokenSource s_lifetime = new();
    private static readonly List<Timer> s_timers = [];
    private static readonly ThreadLocal<List<Buffer>> s_local = new(() => []);
    private static readonly AsyncLocal<Buffer?> s_context = new();
    private static readonly List<ExecutionContext?> s_contexts = [];

    internal static void Add(Zoo zoo)
    {
        // A closure in a static list captures the whole document where it needs only its length.
        zoo.Pair(
            "closure",
            bytes =>
            {
                var document = new Document(new byte[bytes]);
                lock (s_callbacks)
                    s_callbacks.Add(() => document.Payload.Length);
            },
            bytes =>
            {
                var document = new Document(new byte[bytes]);
                Func<int> callback = () => document.Payload.Length;
                callback();
            }
        );

        // Subscribers never unsubscribe from a publisher that outlives them.
        zoo.Pair(
            "event-handler",
            bytes => s_publisher.Changed += new Subscriber(new byte[bytes]).Handle,
            bytes =>
            {
                var subscriber = new Subscriber(new byte[bytes]);
                s_publisher.Changed += subscriber.Handle;
                s_publisher.Changed -= subscriber.Handle;
            }
        );

        // A source linked to the application's lifetime stays registered on it until it is disposed.
        zoo.Pair("linked-token", bytes => Linked(bytes), bytes => Linked(bytes).Dispose());

        // A registration on a long-lived token is never disposed.
        zoo.Pair("token-registration", bytes => Register(bytes), bytes => Register(bytes).Dispose());

        // Timers that are never disposed go on for ever.
        zoo.Pair(
            "timer",
            bytes =>
            {
                var state = new TimerState(new byte[bytes]);
                var timer = new Timer(s => ((TimerState)s!).Ticks++, state, 60_000, 60_000);
                lock (s_timers)
                    s_timers.Add(timer);
            },
            bytes =>
            {
                using var timer = new Timer(
                    s => ((TimerState)s!).Ticks++,
                    new TimerState(new byte[bytes]),
                    60_000,
                    60_000
                );
            }
        );

        // Thread-local lists that nobody clears.
        zoo.Pair(
            "thread-local",
            bytes => s_local.Value!.Add(new Buffer(new byte[bytes])),
            bytes =>
            {
                s_local.Value!.Add(new Buffer(new byte[bytes]));
                s_local.Value.Clear();
            }
        );

        // A captured execution context keeps the AsyncLocal's value.
        zoo.Pair(
            "async-local",
            bytes =>
            {
                s_context.Value = new Buffer(new byte[bytes]);
                lock (s_contexts)
                    s_contexts.Add(ExecutionContext.Capture());
                s_context.Value = null;
            },
            bytes =>
            {
                s_context.Value = new Buffer(new byte[bytes]);
                ExecutionContext.Capture();
                s_context.Value = null;
            }
        );
    }

    private static CancellationTokenSource Linked(int bytes)
    {
        var linked = CancellationTokenSource.CreateLinkedTokenSource(s_lifetime.Token);
        linked.Token.Register(static s => ((Job)s!).Cancel(), new Job(new byte[bytes]));
        return linked;
    }

    private static CancellationTokenRegistration Register(int bytes) =>
        s_lifetime.Token.Register(static s => ((Job)s!).Cancel(), new Job(new byte[bytes]));
}

internal sealed record Document(byte[] Payload);

internal sealed class Publisher
{
    internal event EventHandler? Changed;

    internal void Raise() => Changed?.Invoke(this, EventArgs.Empty);
}

internal sealed class Subscriber(byte[] payload)
{
    internal byte[] Payload => payload;

    internal void Handle(object? sender, EventArgs e) => _ = payload.Length;
}

internal sealed class TimerState(byte[] payload)
{
    internal byte[] Payload => payload;

    internal long Ticks { get; set; }
}

internal sealed class Job(byte[] payload)
{
    internal byte[] Payload => payload;

    internal void Cancel() => _ = payload.Length;
}

internal sealed record Buffer(byte[] Payload);
