using System.Buffers.Binary;
using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Tests.HeapReading;

/// <summary>A heap as the GC lays it out, in memory that a test makes.</summary>
internal sealed class MadeHeap
{
    internal const ulong Free = 0x10_000;
    internal const ulong Text = 0x20_000;
    internal const ulong Pair = 0x30_000;
    internal const ulong References = 0x40_000;
    internal const ulong Entries = 0x50_000;
    private const ulong Begin = 0x1000_0000;
    private const uint HasComponents = 0x80000000;
    private const uint HasReferences = 0x01000000;
    private readonly Dictionary<ulong, byte[]> _types = [];
    private readonly List<ulong> _words = [];

    internal MadeHeap()
    {
        AddType(Free, HasComponents | 1, 24);
        AddType(Text, HasComponents | 2, 22);
        // Two references behind the method table.
        AddType(Pair, HasReferences, 32, 8 - 24, 8, 1);
        // All elements are references.
        AddType(References, HasComponents | HasReferences | 8, 24, -24, 16, 1);
        // Each element is a number, a reference, and two numbers.
        AddType(Entries, HasComponents | HasReferences | 32, 24, 1 | 24L << 32, 24, -1);
    }

    /// <summary>From the first object to the end of the last.</summary>
    internal MemoryRange Objects => new(Begin, Next);

    /// <summary>Where the next object will be.</summary>
    internal ulong Next => Begin + 8 * (ulong)_words.Count;

    internal ulong AddText(int characters) =>
        Add([Text, (ulong)characters, .. new ulong[((22 + 2 * characters + 7) / 8) - 2]]);

    internal ulong AddFree(int words) => Add([Free, 8 * (ulong)words, .. new ulong[1 + words]]);

    internal ulong AddPair(ulong first, ulong second) => Add([Pair, first, second, 0]);

    internal ulong AddReferences(params ulong[] targets) => Add([References, (ulong)targets.Length, .. targets, 0]);

    internal ulong AddEntries(params ulong[] targets) =>
        Add([Entries, (ulong)targets.Length, .. targets.SelectMany(to => (ulong[])[7, to, 8, 9]), 0]);

    internal ulong Add(params ulong[] words)
    {
        var at = Next;
        _words.AddRange(words);
        return at;
    }

    internal int Read(ulong address, Span<byte> into)
    {
        foreach (var (start, bytes) in _types.Append(new(Begin, Bytes())))
        {
            if (address < start || address >= start + (ulong)bytes.Length)
                continue;
            var found = bytes.AsSpan((int)(address - start));
            var count = Math.Min(found.Length, into.Length);
            found[..count].CopyTo(into);
            return count;
        }

        return 0;
    }

    /// <summary>A type with what stands in front of its method table: by address, upwards.</summary>
    internal void AddType(ulong address, uint flags, uint baseSize, params long[] descriptor) =>
        _types[address - 8 * (ulong)descriptor.Length] = Bytes([
            .. descriptor.Select(word => (ulong)word),
            flags | (ulong)baseSize << 32,
            0,
        ]);

    private byte[] Bytes() => Bytes([.. _words]);

    private static byte[] Bytes(ulong[] words)
    {
        var bytes = new byte[8 * words.Length];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8 * i), words[i]);
        return bytes;
    }
}
