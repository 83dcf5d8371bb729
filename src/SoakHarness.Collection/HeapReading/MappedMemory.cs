using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.HeapReading;

/// <summary>Memory of a process that is its own and no file's.</summary>
internal static class MappedMemory
{
    private const int SegmentHeader = 56;
    private const int ManySegments = 0xffff;
    private const int Loaded = 1;
    private const int Writable = 2;

    /// <summary>What it can write to, as <c>/proc/PID/maps</c> has it.</summary>
    /// <param name="pid">Process.</param>
    internal static IEnumerable<MemoryRange> Of(int pid) =>
        from line in File.ReadLines(FormattableString.Invariant($"/proc/{pid}/maps"))
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields.Length == 5 && fields[1].StartsWith("rw", StringComparison.Ordinal)
        let bounds = fields[0].Split('-')
        select new MemoryRange(Hex(bounds[0]), Hex(bounds[1]));

    /// <summary>What a dump, an ELF core of 64 bit, has of the process's memory; nothing for another file.</summary>
    /// <param name="path">Dump file.</param>
    internal static IEnumerable<MemoryRange> OfDump(string path)
    {
        using var file = File.OpenRead(path);
        var header = new byte[64];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !IsElf(header))
            return [];
        var count = (int)BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56));
        if (count == ManySegments)
            count = (int)Number(file, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(40)) + 44);
        var segments = new byte[count * SegmentHeader];
        file.Position = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32));
        file.ReadExactly(segments);
        return segments.Chunk(SegmentHeader).Where(IsWritable).Select(RangeOf).ToArray();
    }

    private static bool IsElf(ReadOnlySpan<byte> header) => header.StartsWith("\u007fELF\u0002\u0001"u8);

    private static bool IsWritable(byte[] segment) =>
        BinaryPrimitives.ReadInt32LittleEndian(segment) == Loaded && (segment[4] & Writable) != 0;

    private static MemoryRange RangeOf(byte[] segment)
    {
        var start = BinaryPrimitives.ReadUInt64LittleEndian(segment.AsSpan(16));
        return new MemoryRange(start, start + BinaryPrimitives.ReadUInt64LittleEndian(segment.AsSpan(32)));
    }

    private static uint Number(FileStream file, long position)
    {
        var number = new byte[4];
        file.Position = position;
        file.ReadExactly(number);
        return BinaryPrimitives.ReadUInt32LittleEndian(number);
    }

    private static ulong Hex(string digits) =>
        ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
