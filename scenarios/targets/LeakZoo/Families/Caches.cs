using Microsoft.Extensions.Caching.Memory;

namespace LeakZoo.Families;

/// <summary>Caches that keep whatever was put into them.</summary>
internal static class Caches
{
    private static readonly MemoryCache s_prices = new(new MemoryCacheOptions());
    private static readonly MemoryCache s_boundedPrices = new(new MemoryCacheOptions { SizeLimit = 100 });
    private static long s_next;

    [ThreadStatic]
    private static Dictionary<long, Quote>? t_quotes;

    internal static void Add(Zoo zoo)
    {
        // Without a size limit and an expiry a memory cache keeps every entry under its ever new key.
        zoo.Pair(
            "memory-cache",
            bytes => s_prices.Set(Interlocked.Increment(ref s_next), new Price(new byte[bytes])),
            bytes =>
                s_boundedPrices.Set(
                    Interlocked.Increment(ref s_next),
                    new Price(new byte[bytes]),
                    new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(5) }
                )
        );

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
    }

    private static void Remember(int bytes) =>
        (t_quotes ??= [])[Interlocked.Increment(ref s_next)] = new Quote(new byte[bytes]);
}

internal sealed record Price(byte[] Payload);

internal sealed record Quote(byte[] Payload);
