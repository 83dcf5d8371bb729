using System.Threading.Channels;

namespace LeakZoo.Families;

/// <summary>Work that never ends, and queues that are filled faster than they are emptied.</summary>
internal static class Tasks
{
    private static readonly List<TaskCompletionSource> s_pending = [];
    private static readonly Channel<Message> s_unbounded = Channel.CreateUnbounded<Message>();
    private static readonly Channel<Message> s_bounded = Channel.CreateBounded<Message>(
        new BoundedChannelOptions(50) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    internal static void Add(Zoo zoo)
    {
        // A task awaits something that never completes and holds a big state.
        zoo.Pair(
            "never-completed",
            bytes =>
            {
                var gate = new TaskCompletionSource();
                lock (s_pending)
                    s_pending.Add(gate);
                _ = WaitAsync(new Workload(new byte[bytes]), gate.Task);
            },
            bytes =>
            {
                var gate = new TaskCompletionSource();
                _ = WaitAsync(new Workload(new byte[bytes]), gate.Task);
                gate.SetResult();
            }
        );

        // A delay of an hour holds its state for an hour.
        zoo.Pair(
            "long-delay",
            bytes =>
            {
                _ = DelayAsync(new Workload(new byte[bytes]), CancellationToken.None);
            },
            bytes =>
            {
                using var done = new CancellationTokenSource();
                _ = DelayAsync(new Workload(new byte[bytes]), done.Token);
                done.Cancel();
            }
        );

        // Nobody reads the channel.
        zoo.Pair(
            "unbounded-channel",
            bytes => s_unbounded.Writer.TryWrite(new Message(new byte[bytes])),
            bytes => s_bounded.Writer.TryWrite(new Message(new byte[bytes]))
        );

        // Threads that never end.
        zoo.Pair(
            "thread",
            bytes =>
                new Thread(() => Thread.Sleep(Timeout.Infinite), 64 * 1024)
                {
                    IsBackground = true,
                    Name = "zoo-worker",
                }.Start(),
            bytes =>
            {
                var thread = new Thread(() => { }, 64 * 1024) { IsBackground = true };
                thread.Start();
                thread.Join();
            }
        );
    }

    private static async Task WaitAsync(Workload work, Task gate)
    {
        await gate;
        GC.KeepAlive(work);
    }

    private static async Task DelayAsync(Workload work, CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromHours(1), cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        GC.KeepAlive(work);
    }
}

internal sealed record Workload(byte[] Payload);

internal sealed record Message(byte[] Payload);
