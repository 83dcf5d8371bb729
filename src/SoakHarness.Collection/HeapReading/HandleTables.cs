using System.Buffers.Binary;
using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.HeapReading;

/// <summary>
/// The GC handles of a runtime, read from the GC's own tables. The data access library of .NET 9 and 10 reads those
/// of as many processors as there are heaps: of server GC, which adapts the number of its heaps, it leaves out those of
/// all other processors (dotnet/runtime issue 124872). Those are found by what links a table and its first segment to
/// each other, and all are read as the first, of which the library tells enough to check what is read
/// (handletablepriv.h of the runtime; the same in .NET Core 3 to .NET 10, 64 bit).
/// </summary>
internal sealed class HandleTables
{
    private const int SegmentSize = 0x10000;
    private const int HeaderSize = 0x1000;
    private const int BlockSize = 512;
    private const int Blocks = (SegmentSize - HeaderSize) / BlockSize;
    private const int BlockTypes = 1560;
    private const int UserData = BlockTypes + Blocks;
    private const int LinksBegin = UserData + 2 * Blocks;
    private const int LinksEnd = LinksBegin + 256;
    private const int TableBegin = 512;
    private const int MostSegments = 100_000;
    private const int Word = 8;
    private const double LeastShare = 0.9;

    // By their numbers in the runtime.
    private static readonly ClrHandleKind[] Kinds =
    [
        ClrHandleKind.WeakShort,
        ClrHandleKind.WeakLong,
        ClrHandleKind.Strong,
        ClrHandleKind.Pinned,
        ClrHandleKind.WeakWinRT,
        ClrHandleKind.RefCounted,
        ClrHandleKind.Dependent,
        ClrHandleKind.AsyncPinned,
        ClrHandleKind.SizedRef,
    ];

    private readonly IDataReader _reader;
    private readonly Links _links;
    private readonly ulong[] _tables;
    private readonly byte[] _segment = new byte[SegmentSize];

    private HandleTables(IDataReader reader, Links links, ulong[] tables) =>
        (_reader, _links, _tables) = (reader, links, tables);

    /// <summary>Finds the tables, which do not move; null when they are not found or not as expected.</summary>
    /// <param name="runtime">Runtime.</param>
    /// <param name="mapped">Memory of the process in which they may be.</param>
    internal static HandleTables? Find(ClrRuntime runtime, IEnumerable<MemoryRange> mapped)
    {
        var reader = runtime.DataTarget.DataReader;
        var known = runtime.EnumerateHandles().Select(HeldHandle.Of).Where(handle => handle.Object != 0).ToArray();
        var heads = known.Select(handle => handle.Address & ~(SegmentSize - 1UL)).Distinct();
        if (heads.Select(head => LinksOf(reader, head)).FirstOrDefault(found => found is not null) is not { } links)
            return null;
        MemoryRange[] heap = [.. runtime.Heap.Segments.Select(of => of.ReservedMemory).OrderBy(range => range.Start)];
        ulong[] starts = [.. heap.Select(range => range.Start)];
        var tables = mapped
            .SelectMany(Aligned)
            .Where(at => !IsIn(heap, starts, at))
            .Select(at => TableOf(reader, links, at))
            .Where(table => table != 0)
            .Distinct()
            .ToArray();
        var all = new HandleTables(reader, links, tables);
        // The process may run: objects are moved, and a few of the handles that are known may be gone.
        var read = all.Read().Select(handle => (handle.Address, handle.Kind)).ToHashSet();
        return known.Count(handle => read.Contains((handle.Address, handle.Kind))) >= LeastShare * known.Length
            ? all
            : null;
    }

    /// <summary>All that refer to an object.</summary>
    internal List<HeldHandle> Read()
    {
        var found = new List<HeldHandle>();
        foreach (var table in _tables)
        {
            var segment = Pointer(_reader, table + (ulong)_links.ToFirstSegment);
            for (var i = 0; segment != 0 && i < MostSegments; i++)
            {
                // Of its end only what was needed until now is there.
                _segment.AsSpan(Math.Max(0, _reader.Read(segment, _segment))).Clear();
                AddHandles(segment, found);
                segment = BinaryPrimitives.ReadUInt64LittleEndian(_segment.AsSpan(_links.ToNextSegment));
            }
        }

        return found;
    }

    private void AddHandles(ulong segment, List<HeldHandle> found)
    {
        for (var block = 0; block < Blocks; block++)
        {
            // Blocks that are free, or hold the second values of others, have numbers beyond those of the kinds.
            var type = _segment[BlockTypes + block];
            if (type >= Kinds.Length)
                continue;
            var second = Kinds[type] == ClrHandleKind.Dependent ? _segment[UserData + block] : byte.MaxValue;
            for (var at = 0; at < BlockSize; at += Word)
            {
                if (Value(block, at) is not 0 and var held)
                    found.Add(
                        new HeldHandle(
                            segment + (ulong)(HeaderSize + block * BlockSize + at),
                            Kinds[type],
                            held,
                            second < Blocks ? Value(second, at) : 0
                        )
                    );
            }
        }
    }

    private ulong Value(int block, int at) =>
        BinaryPrimitives.ReadUInt64LittleEndian(_segment.AsSpan(HeaderSize + block * BlockSize + at));

    /// <summary>Where a segment and its table refer to each other; null when it is not the table's first one.</summary>
    private static Links? LinksOf(IDataReader reader, ulong segment)
    {
        // The structure is packed: its pointers are not aligned.
        for (var offset = LinksBegin; offset < LinksEnd; offset++)
        {
            if (Pointer(reader, segment + (ulong)offset) is not 0 and var table)
            {
                for (var back = 0; back < TableBegin; back += Word)
                {
                    if (Pointer(reader, table + (ulong)back) == segment)
                        // The next segment stands before the table.
                        return new Links(offset, back, offset - Word);
                }
            }
        }

        return null;
    }

    private static bool IsIn(MemoryRange[] ranges, ulong[] starts, ulong address)
    {
        var found = Array.BinarySearch(starts, address);
        var last = found < 0 ? ~found - 1 : found;
        return last >= 0 && address < ranges[last].End;
    }

    private static ulong TableOf(IDataReader reader, Links links, ulong segment) =>
        Pointer(reader, segment + (ulong)links.ToTable) is not 0 and var table
        && Pointer(reader, table + (ulong)links.ToFirstSegment) == segment
            ? table
            : 0;

    private static ulong Pointer(IDataReader reader, ulong address) =>
        reader.ReadPointer(address, out var value) ? value : 0;

    private static IEnumerable<ulong> Aligned(MemoryRange range)
    {
        for (
            var at = range.Start + SegmentSize - 1 & ~(SegmentSize - 1UL);
            at + HeaderSize <= range.End;
            at += SegmentSize
        )
            yield return at;
    }

    /// <summary>Offsets that link tables and segments.</summary>
    /// <param name="ToTable">In a segment, of its table.</param>
    /// <param name="ToFirstSegment">In a table, of its first segment.</param>
    /// <param name="ToNextSegment">In a segment, of the next one of its table.</param>
    private sealed record Links(int ToTable, int ToFirstSegment, int ToNextSegment);
}
