using System.Collections.Concurrent;

namespace Shop;

internal sealed record Basket(byte[] Content)
{
    internal static ConcurrentDictionary<Guid, Basket> All { get; } = new();
}
