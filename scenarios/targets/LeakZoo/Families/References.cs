using System.Collections.Concurrent;

namespace LeakZoo.Families;

/// <summary>References that are no longer needed and not cut.</summary>
internal static class References
{
    private const int Bound = 100;
    private static readonly Dictionary<long, Order> s_orders = [];
    private static readonly Queue<Order> s_recentOrders = new();
    private static readonly List<Memory<byte>> s_slices = [];
    private static readonly Queue<byte[]> s_copies = new();
    private static readonly ConcurrentDictionary<string, Session> s_sessions = new();
    private static readonly ConcurrentDictionary<string, Session> s_livingSessions = new();
    private static readonly HashSet<string> s_interned = [];
    private static readonly List<string> s_audit = [];
    private static readonly Queue<string> s_recentAudit = new();
    private static readonly LinkedList<Visit> s_visits = new();
    private static readonly LinkedList<Visit> s_recentVisits = new();
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, Attachment> s_attachments =
        new();
    private static readonly List<object> s_keys = [];
    private static long s_next;

    internal static void Add(Zoo zoo)
    {
        // A static dictionary that is never pruned, and a queue that keeps the last ones.
        zoo.Pair(
            "static-dictionary",
            bytes =>
            {
                lock (s_orders)
                    s_orders[++s_next] = new Order(s_next, new byte[bytes]);
            },
            bytes => Keep(s_recentOrders, new Order(0, new byte[bytes]))
        );

        // A slice of a big array keeps the whole array; a copy of the slice does not.
        zoo.Pair(
            "slice-of-array",
            bytes =>
            {
                lock (s_slices)
                    s_slices.Add(new byte[bytes].AsMemory(0, 16));
            },
            bytes =>
                Keep(
                    s_copies,
                    new byte[bytes]
                        .AsSpan(0, 16)
                        .ToArray()
                )
        );

        // Sessions are opened under ever new keys and never closed; or closed when done.
        zoo.Pair(
            "session-cache",
            bytes => s_sessions[Guid.NewGuid().ToString()] = new Session(new byte[bytes]),
            bytes =>
            {
                var key = Guid.NewGuid().ToString();
                s_livingSessions[key] = new Session(new byte[bytes]);
                s_livingSessions.TryRemove(key, out _);
            }
        );

        // Interning of unbounded keys; of a bounded set of keys.
        zoo.Pair(
            "intern",
            bytes =>
            {
                lock (s_interned)
                    s_interned.Add(new string('k', bytes / 2) + ++s_next);
            },
            bytes =>
            {
                lock (s_audit)
                    _ = new string('k', bytes / 2) + ++s_next % 10;
            }
        );

        // A log in memory.
        zoo.Pair(
            "string-log",
            bytes =>
            {
                lock (s_audit)
                    s_audit.Add(new string('x', bytes / 2) + ++s_next);
            },
            bytes => Keep(s_recentAudit, new string('x', bytes / 2) + ++s_next)
        );

        zoo.Pair(
            "linked-list",
            bytes =>
            {
                lock (s_visits)
                    s_visits.AddLast(new Visit(new byte[bytes]));
            },
            bytes =>
            {
                lock (s_recentVisits)
                {
                    s_recentVisits.AddLast(new Visit(new byte[bytes]));
                    if (s_recentVisits.Count > Bound)
                        s_recentVisits.RemoveFirst();
                }
            }
        );

        // Values of a conditional weak table live as long as their keys.
        zoo.Pair(
            "weak-table",
            bytes =>
            {
                var key = new object();
                lock (s_keys)
                    s_keys.Add(key);
                s_attachments.Add(key, new Attachment(new byte[bytes]));
            },
            bytes => s_attachments.Add(new object(), new Attachment(new byte[bytes]))
        );
    }

    private static void Keep<T>(Queue<T> queue, T item)
    {
        lock (queue)
        {
            queue.Enqueue(item);
            if (queue.Count > Bound)
                queue.Dequeue();
        }
    }
}

internal sealed record Order(long Id, byte[] Payload);

internal sealed record Session(byte[] State);

internal sealed record Visit(byte[] Payload);

internal sealed record Attachment(byte[] Payload);
