using Microsoft.Extensions.Caching.Memory;

namespace LeakZoo.Families;

/// <summary>Caches that keep whatever was put into them.</summary>
internal static class Caches
{
    private static readonly MemoryCache s_prices = new(new MemoryCacheOptions());
    private static readonly MemoryCache s_boundedPrices = new(new MemoryCacheOptions { SizeLimit = 100 });
    private static long s_next;

    private static Ledger s_ledger = new([], 0);

    [ThreadStatic]
    private static Dictionary<long, Quote>? t_quotes;

    [ThreadStatic]
    private static Ledger t_ledger;

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

        // What a static struct refers to is held no less than what a static class does.
        zoo.Pair(
            "static-struct",
            bytes => Book(ref s_ledger, bytes),
            bytes =>
            {
                Book(ref s_ledger, bytes);
                Close(ref s_ledger);
            }
        );
        zoo.Pair(
            "thread-static-struct",
            bytes => Book(ref t_ledger, bytes),
            bytes =>
            {
                Book(ref t_ledger, bytes);
                Close(ref t_ledger);
            }
        );
    }

    private static void Book(ref Ledger ledger, int bytes)
    {
        var bookings = ledger.Bookings ?? [];
        lock (bookings)
            bookings.Add(new Booking(new byte[bytes]));
        ledger = new Ledger(bookings, ledger.Total + bytes);
    }

    private static void Close(ref Ledger ledger)
    {
        lock (ledger.Bookings)
            ledger.Bookings.Clear();
    }

    private static void Remember(int bytes) =>
        (t_quotes ??= [])[Interlocked.Increment(ref s_next)] = new Quote(new byte[bytes]);
}

internal sealed record Price(byte[] Payload);

internal sealed record Quote(byte[] Payload);

internal sealed record Booking(byte[] Payload);

internal readonly record struct Ledger(List<Booking> Bookings, long Total);
