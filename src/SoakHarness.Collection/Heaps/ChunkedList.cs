using System.Runtime.CompilerServices;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// A list in chunks of 65,536 items: it grows without copying, and is turned into an array chunk by chunk, each given
/// back at once.
/// </summary>
/// <typeparam name="T">Kind of item.</typeparam>
internal sealed class ChunkedList<T>
    where T : unmanaged
{
    private const int Bits = 16;
    private const int Mask = (1 << Bits) - 1;
    private readonly List<T[]> _chunks = [];
    private readonly Stack<T[]> _spare = [];

    /// <summary>Number of items.</summary>
    internal int Count { get; private set; }

    /// <summary>An item by its number from 0.</summary>
    internal T this[int number] => _chunks[number >> Bits][number & Mask];

    internal void Add(T item)
    {
        if ((Count & Mask) == 0)
            _chunks.Add(Chunk());
        _chunks[^1][Count++ & Mask] = item;
    }

    internal void AddRange(ReadOnlySpan<T> items)
    {
        while (items.Length > 0)
        {
            if ((Count & Mask) == 0)
                _chunks.Add(Chunk());
            var taken = Math.Min(items.Length, (1 << Bits) - (Count & Mask));
            items[..taken].CopyTo(_chunks[^1].AsSpan(Count & Mask));
            Count += taken;
            items = items[taken..];
        }
    }

    /// <summary>What becomes of each item, on several threads; this list is empty afterwards.</summary>
    /// <param name="item">Turns one into another; called by several threads at the same time.</param>
    internal ChunkedList<TOther> Turn<TOther>(Func<T, TOther> item)
        where TOther : unmanaged
    {
        var (all, count) = (new ChunkedList<TOther> { Count = Count }, Count);
        all._chunks.AddRange(Enumerable.Repeat<TOther[]>([], _chunks.Count));
        Parallel.For(
            0,
            _chunks.Count,
            number =>
            {
                var chunk = all._chunks[number] = all.Chunk();
                Turn(_chunks[number].AsSpan(0, Math.Min(1 << Bits, count - (number << Bits))), chunk, item);
                _chunks[number] = [];
            }
        );
        _chunks.Clear();
        Count = 0;
        return all;
    }

    /// <summary>Takes all items out, and keeps the memory for others.</summary>
    internal void Reset()
    {
        foreach (var chunk in _chunks)
            _spare.Push(chunk);
        _chunks.Clear();
        Count = 0;
    }

    /// <summary>All items as an array; the list is empty afterwards.</summary>
    internal T[] Drain()
    {
        var all = GC.AllocateUninitializedArray<T>(Count);
        for (var chunk = 0; chunk < _chunks.Count; chunk++)
        {
            var start = chunk << Bits;
            _chunks[chunk].AsSpan(0, Math.Min(1 << Bits, Count - start)).CopyTo(all.AsSpan(start));
            _chunks[chunk] = [];
        }

        _chunks.Clear();
        _spare.Clear();
        Count = 0;
        return all;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn<TOther>(ReadOnlySpan<T> items, Span<TOther> into, Func<T, TOther> item)
    {
        for (var i = 0; i < items.Length; i++)
            into[i] = item(items[i]);
    }

    private T[] Chunk() => _spare.TryPop(out var chunk) ? chunk : GC.AllocateUninitializedArray<T>(1 << Bits);
}
