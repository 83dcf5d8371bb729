using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace LeakZoo.Families;

/// <summary>Clean, and yet they look like leaks.</summary>
internal static class Traps
{
    private const int CacheLimit = 1000;
    private static readonly ConcurrentDictionary<int, byte[]> s_cache = new();
    private static readonly ConcurrentDictionary<long, (long Born, byte[] Payload)> s_expiring = new();
    private static readonly MemoryCache s_quotes = new(new MemoryCacheOptions());
    private static readonly Lazy<byte[]> s_lazy = new(() => new byte[8_000_000]);
    private static readonly HashSet<string> s_known = [];
    private static readonly List<long> s_doubling = [];
    private static List<byte[]> s_batch = [];
    private static long s_calls;

    internal static void Add(Zoo zoo)
    {
        // A cache that fills up to its limit within the first thousand calls.
        zoo.Trap(
            "cache-fill",
            bytes => s_cache[(int)(Interlocked.Increment(ref s_calls) % CacheLimit)] = new byte[bytes]
        );

        // A batch that is dropped at every five hundredth call.
        zoo.Trap(
            "sawtooth-batch",
            bytes =>
            {
                lock (s_doubling)
                {
                    s_batch.Add(new byte[bytes]);
                    if (s_batch.Count >= 500)
                        s_batch = [];
                }
            }
        );

        // Entries live for ten seconds.
        zoo.Trap(
            "ttl-cache",
            bytes =>
            {
                var now = Environment.TickCount64;
                s_expiring[Interlocked.Increment(ref s_calls)] = (now, new byte[bytes]);
                foreach (var old in s_expiring.Where(e => now - e.Value.Born > 10_000).ToArray())
                    s_expiring.TryRemove(old.Key, out _);
            }
        );

        // Entries live for five seconds, and go once a minute: that is how often a memory cache looks for them.
        zoo.Trap(
            "memory-cache-expiry",
            bytes => s_quotes.Set(Interlocked.Increment(ref s_calls), new byte[bytes], TimeSpan.FromSeconds(5))
        );

        // Eight megabytes at the first call.
        zoo.Trap("lazy-init", bytes => _ = s_lazy.Value.Length);

        // A bounded set of keys, met ever more rarely.
        zoo.Trap(
            "known-keys",
            bytes =>
            {
                var n = Interlocked.Increment(ref s_calls);
                lock (s_known)
                    s_known.Add(new string('k', bytes / 2) + (n * 7919 % 400));
            }
        );

        // A list that doubles and then stops.
        zoo.Trap(
            "doubling-stops",
            bytes =>
            {
                lock (s_doubling)
                {
                    if (s_doubling.Count < 200_000)
                        s_doubling.AddRange(new long[500]);
                }
            }
        );

        // Large garbage that only full collections take away.
        zoo.Trap("large-garbage", bytes => GC.KeepAlive(new byte[200_000]));

        // Handles that only finalizers close: a sawtooth.
        zoo.Trap("finalized-files", bytes => _ = File.OpenRead("/dev/null"));

        // Exceptions are garbage too.
        zoo.Trap(
            "exceptions",
            bytes =>
            {
                try
                {
                    throw new InvalidOperationException("trap");
                }
                catch (InvalidOperationException expected)
                {
                    GC.KeepAlive(expected);
                }
            }
        );

        // Work that comes and goes.
        zoo.Trap(
            "task-burst",
            bytes => _ = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => new byte[bytes].Length)))
        );
    }
}
