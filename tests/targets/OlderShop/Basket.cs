using System.Collections.Concurrent;

namespace OlderShop;

internal sealed record Basket(byte[] Content)
{
    internal static ConcurrentDictionary<Guid, Basket> All { get; } = new();
}
