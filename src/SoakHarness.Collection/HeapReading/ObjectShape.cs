using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.HeapReading;

/// <summary>
/// How large the objects of a type are and where their references stand, as the GC itself reads it: from the start of
/// the type's method table and from the GC descriptor in front of it (gcdesc.h of the runtime; the same in .NET Core 3
/// to .NET 10, 64 bit).
/// </summary>
internal sealed class ObjectShape
{
    private const uint HasComponents = 0x80000000;
    private const uint HasReferences = 0x01000000;
    private const int MostSeries = 10_000;
    private const int LargestBase = 1 << 24;
    private const int Word = 8;
    private readonly int _baseSize;
    private readonly int _componentSize;
    private readonly (int Offset, long SizeAdded)[] _series = [];
    private readonly (int References, int Skipped)[] _pattern = [];
    private readonly int _patternStart;

    private ObjectShape(int baseSize, int componentSize) => (_baseSize, _componentSize) = (baseSize, componentSize);

    private ObjectShape(int baseSize, int componentSize, (int, long)[] series)
        : this(baseSize, componentSize) => _series = series;

    private ObjectShape(int baseSize, int componentSize, int patternStart, (int, int)[] pattern)
        : this(baseSize, componentSize) => (_patternStart, _pattern) = (patternStart, pattern);

    /// <summary>True when its objects can refer to others.</summary>
    internal bool Refers => _series.Length + _pattern.Length > 0;

    /// <summary>Bytes of an object, up to where the next one begins.</summary>
    /// <param name="components">Elements of an array, characters of a string; what stands there for others.</param>
    internal long SizeOf(uint components) => _baseSize + _componentSize * (long)components + Word - 1 & ~(Word - 1L);

    /// <summary>True when the runtime's data access library says the same of the type.</summary>
    internal bool Fits(ClrType type) =>
        Refers == type.ContainsPointers
        && _componentSize == type.ComponentSize
        && (type.IsString || _baseSize == type.StaticSize);

    /// <summary>
    /// True when all references stand inside the object, whatever its number of components. A pattern begins with the
    /// first reference of an element and ends with what stands before that of the next.
    /// </summary>
    private bool IsPossible =>
        _series.All(of =>
            of.Offset >= Word && of.Offset % Word == 0 && of.Offset + of.SizeAdded <= 0 && _baseSize + of.SizeAdded >= 0
        )
        && (
            _pattern.Length == 0
            || _patternStart >= _baseSize - Word
                && _patternStart % Word == 0
                && _patternStart - (_baseSize - Word) <= _pattern[^1].Skipped
                && _pattern.All(of => of is { References: >= 0, Skipped: >= 0 })
                && _pattern.Sum(of => (long)Word * of.References + of.Skipped) == _componentSize
                && _componentSize > 0
        );

    /// <summary>Reads the shape that a method table gives; null when there is none at this address.</summary>
    /// <param name="read">Memory of the process.</param>
    /// <param name="type">Address of the method table.</param>
    internal static ObjectShape? Read(ReadMemory read, ulong type)
    {
        Span<uint> start = stackalloc uint[2];
        if (!IsRead(read, type, start) || start[1] is < 2 * Word or > LargestBase)
            return null;
        var (flags, baseSize) = (start[0], (int)start[1]);
        var componentSize = (flags & HasComponents) != 0 ? (int)(flags & 0xffff) : 0;
        if ((flags & HasReferences) == 0)
            return new ObjectShape(baseSize, componentSize);
        Span<long> count = stackalloc long[1];
        if (!IsRead(read, type - Word, count) || count[0] is 0 or < -MostSeries or > MostSeries)
            return null;
        // Series of a size and an offset; or, for arrays of structs, an offset and a pattern that repeats, backwards.
        var words = new long[count[0] > 0 ? 2 * count[0] : 1 - count[0]];
        if (!IsRead(read, type - Word - Word * (ulong)words.Length, words.AsSpan()))
            return null;
        var shape =
            count[0] > 0
                ? new ObjectShape(
                    baseSize,
                    componentSize,
                    [.. words.Chunk(2).Select(series => ((int)series[1], series[0]))]
                )
                : new ObjectShape(
                    baseSize,
                    componentSize,
                    (int)words[^1],
                    [.. words[..^1].Reverse().Select(item => ((int)(uint)item, (int)(item >> 32)))]
                );
        return shape.IsPossible ? shape : null;
    }

    /// <summary>Takes all references of an object, nulls left out.</summary>
    /// <param name="content">The object's words, from its method table on.</param>
    /// <param name="references">Takes them.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int AddReferences(ReadOnlySpan<ulong> content, List<ulong> references)
    {
        var before = references.Count;
        foreach (var (offset, sizeAdded) in _series)
            Add(content.Slice(offset / Word, (int)((content.Length * (long)Word + sizeAdded) / Word)), references);
        if (_pattern.Length == 0)
            return references.Count - before;
        // The last word of an array is the header of the next object.
        for (var at = _patternStart / Word; at < content.Length - 1; )
        {
            foreach (var (count, skipped) in _pattern)
            {
                Add(content.Slice(at, count), references);
                at += count + skipped / Word;
            }
        }

        return references.Count - before;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<ulong> words, List<ulong> references)
    {
        foreach (var word in words)
        {
            if (word != 0)
                references.Add(word);
        }
    }

    private static bool IsRead<T>(ReadMemory read, ulong address, Span<T> into)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(into);
        return read(address, bytes) == bytes.Length;
    }
}
