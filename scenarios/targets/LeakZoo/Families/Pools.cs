using System.Buffers;
using System.Collections.Concurrent;

namespace LeakZoo.Families;

/// <summary>Pools used well and badly.</summary>
internal static class Pools
{
    private static readonly ConcurrentBag<PooledBuffer> s_freelist = [];
    private static readonly ConcurrentBag<PooledBuffer> s_boundedFreelist = [];
    private static readonly ConcurrentQueue<RenderBuffer> s_oversized = new();

    internal static void Add(Zoo zoo)
    {
        // A freelist without a bound: more is returned than was ever taken out.
        zoo.Pair(
            "unbounded-freelist",
            bytes => s_freelist.Add(new PooledBuffer(new byte[bytes])),
            bytes =>
            {
                var buffer = s_boundedFreelist.TryTake(out var pooled) ? pooled : new PooledBuffer(new byte[bytes]);
                if (s_boundedFreelist.Count < 16)
                    s_boundedFreelist.Add(buffer);
            }
        );

        // Objects are put back with the state of their last use still in them.
        zoo.Pair("pooled-state", bytes => Reuse(bytes, clear: false), bytes => Reuse(bytes, clear: true));

        // Nothing leaks without a pool, but every call allocates its buffer anew: a matter of GC pressure.
        zoo.Trap("no-pooling", bytes => Scribble(new byte[bytes]));
        zoo.Trap(
            "pooling",
            bytes =>
            {
                var buffer = ArrayPool<byte>.Shared.Rent(bytes);
                Scribble(buffer);
                ArrayPool<byte>.Shared.Return(buffer);
            }
        );

        // Rented and never returned: garbage, not a leak, in .NET.
        zoo.Trap("rented-never-returned", bytes => _ = ArrayPool<byte>.Shared.Rent(bytes));
    }

    private static void Scribble(byte[] buffer) => buffer[^1]++;

    private static void Reuse(int bytes, bool clear)
    {
        var buffer = s_oversized.TryDequeue(out var pooled) ? pooled : new RenderBuffer();
        buffer.Parts.Add(new byte[bytes]);
        if (clear)
            buffer.Parts.Clear();
        s_oversized.Enqueue(buffer);
    }
}

internal sealed record PooledBuffer(byte[] Payload);

internal sealed class RenderBuffer
{
    internal List<byte[]> Parts { get; } = [];
}
