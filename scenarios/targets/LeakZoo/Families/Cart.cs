using System.Collections.Concurrent;

namespace LeakZoo.Families;

/// <summary>A static dictionary that nobody evicts, and the same with a bound.</summary>
internal static class Cart
{
    private const int Bound = 200;
    private static readonly ConcurrentDictionary<long, CartItem> s_leaky = new();
    private static readonly ConcurrentDictionary<long, CartItem> s_bounded = new();
    private static long s_next;

    internal static void Map(WebApplication app)
    {
        app.MapPost(
            "/cart",
            (int? kb) =>
            {
                var id = Interlocked.Increment(ref s_next);
                s_leaky[id] = new CartItem(id, new byte[(kb ?? 1) * 1024]);
                return id;
            }
        );
        app.MapPost(
            "/cart/fixed",
            (int? kb) =>
            {
                var id = Interlocked.Increment(ref s_next);
                s_bounded[id] = new CartItem(id, new byte[(kb ?? 1) * 1024]);
                s_bounded.TryRemove(id - Bound, out _);
                return id;
            }
        );
    }
}

/// <summary>What a cart holds.</summary>
internal sealed record CartItem(long Id, byte[] Payload);
