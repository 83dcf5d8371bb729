namespace LeakZoo.Families;

/// <summary>Caches that keep whatever was put into them.</summary>
internal static class Caches
{
    private static long s_next;

    [ThreadStatic]
    private static Dictionary<long, Quote>? t_quotes;

    internal static void Add(Zoo zoo) =>
        // Every thread of the pool has a cache of its own, which nobody clears.
        zoo.Pair(
            "thread-static",
            Remember,
            bytes =>
            {
                Remember(bytes);
                t_quotes!.Clear();
            }
        );

    private static void Remember(int bytes) =>
        (t_quotes ??= [])[Interlocked.Increment(ref s_next)] = new Quote(new byte[bytes]);
}

internal sealed record Quote(byte[] Payload);
