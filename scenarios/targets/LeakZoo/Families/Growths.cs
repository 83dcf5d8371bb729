using System.Collections.Concurrent;

namespace LeakZoo.Families;

/// <summary>Growth that ends by itself, or follows the load: clean, however it looks for a while.</summary>
internal static class Growths
{
    private static readonly List<byte[]> s_warm = [];
    private static readonly ConcurrentDictionary<int, byte[]> s_rare = new();
    private static readonly byte[]?[] s_long = new byte[]?[20];
    private static long s_calls;

    internal static void Add(Zoo zoo)
    {
        // What is made once for each of the first six hundred calls: templates, pools, plans.
        zoo.Trap(
            "warm-up",
            bytes =>
            {
                lock (s_warm)
                {
                    if (s_warm.Count < 600)
                        s_warm.Add(new byte[4 * bytes]);
                }
            }
        );

        // Keys that are met ever more rarely: after n calls some 30 ln n are known.
        zoo.Trap(
            "log-growth",
            bytes => s_rare.GetOrAdd((int)(30 * Math.Log(Interlocked.Increment(ref s_calls))), _ => new byte[bytes])
        );

        // Interning of a bounded set.
        zoo.Trap(
            "bounded-intern",
            bytes => string.Intern(new string('n', bytes / 2) + Interlocked.Increment(ref s_calls) % 300)
        );

        // Large arrays of all sizes come and go between a few that live longer: holes in the large object heap.
        zoo.Trap(
            "loh-fragmentation",
            bytes =>
            {
                var n = (int)(Interlocked.Increment(ref s_calls) % int.MaxValue);
                GC.KeepAlive(new byte[90_000 + n * 7919 % 400_000]);
                if (n % 10 == 0)
                    s_long[n / 10 % s_long.Length] = new byte[90_000];
            }
        );

        // Each call's work takes three seconds more in the background: twice the load, twice the heap.
        zoo.Trap("load-ramp", bytes => _ = ProcessAsync(new byte[bytes]));
    }

    private static async Task ProcessAsync(byte[] work)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        work[0]++;
    }
}
