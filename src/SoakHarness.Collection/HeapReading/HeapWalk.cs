using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.Heaps;

namespace SoakHarness.Collection.HeapReading;

/// <summary>
/// Walks the objects of a heap that stands still, segment by segment, from one to the next: 1 GB with ten million
/// objects in half a second, where ClrMD's own enumeration takes half a minute. Its hot methods are compiled in full at
/// once: it is over before the runtime would get round to it.
/// </summary>
/// <param name="read">Memory of the process.</param>
/// <param name="free">Method table of what fills gaps.</param>
/// <param name="contexts">Where threads allocate, from the first free byte to the end of what they may use, in
/// order.</param>
/// <param name="parts">Takes the objects; several walks share it.</param>
internal sealed class HeapWalk(ReadMemory read, ulong free, MemoryRange[] contexts, HeapParts parts)
{
    private const int Word = 8;
    private const int SmallestObject = 3 * Word;
    private const ulong MarkBits = 7;
    private const int WordsAtOnce = 1 << 16;
    private const int Batch = 1 << 15;
    private readonly Dictionary<ulong, Met> _types = [];
    private readonly HeapBatch _batch = new();
    private ulong[] _words = GC.AllocateUninitializedArray<ulong>(WordsAtOnce);
    private ulong _start;
    private int _read;
    private Met _last = new(0, null, 0);

    /// <summary>The shape of a type; null when the walk has not met it.</summary>
    internal ObjectShape? ShapeOf(ulong type) => _types.GetValueOrDefault(type)?.Shape;

    /// <summary>Walks one segment.</summary>
    /// <param name="objects">From its first object to the end of its last.</param>
    /// <returns>False when something in it is no object: it was being made when the process was stopped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool TryAdd(MemoryRange objects)
    {
        _read = 0;
        var next = contexts.AsSpan().BinarySearch(new Start(objects.Start));
        next = next < 0 ? ~next : next;
        for (var at = objects.Start; at < objects.End; )
        {
            while (next < contexts.Length && contexts[next].Start < at)
                next++;
            if (next < contexts.Length && contexts[next].Start == at)
            {
                at = contexts[next].End + SmallestObject;
                continue;
            }

            var words = Words(at, SmallestObject, objects.End);
            if (words.Length < SmallestObject / Word)
            {
                Flush();
                return objects.End - at < SmallestObject;
            }

            var type = words[0] & ~MarkBits;
            if (type == 0)
            {
                // Memory was taken and nothing is written to it yet.
                at += Word;
                continue;
            }

            var met = type == _last.Type ? _last : Meet(type);
            if (met.Shape is not { } shape)
                return false;
            var size = shape.SizeOf((uint)words[1]);
            if (type != free && !TryAdd(at, met.Number, shape, size, objects.End))
                return false;
            at += (ulong)size;
        }

        Flush();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryAdd(ulong at, int type, ObjectShape shape, long size, ulong end)
    {
        var references = 0;
        if (shape.Refers)
        {
            if (size > Array.MaxLength || (ulong)size > end - at)
                return false;
            var content = Words(at, (int)size, end);
            if (content.Length * (long)Word < size)
                return false;
            references = shape.AddReferences(content[..(int)(size / Word)], _batch.Targets);
        }

        _batch.Add(at, type, size, references);
        if (_batch.Addresses.Count >= Batch)
            Flush();
        return true;
    }

    private void Flush()
    {
        lock (parts)
            parts.Add(_batch);
        _batch.Clear();
    }

    /// <summary>Words from an address on; fewer than asked for at the end of what can be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<ulong> Words(ulong at, int bytes, ulong end)
    {
        if (at < _start || at + (ulong)bytes > _start + (ulong)_read * Word)
        {
            if (bytes > _words.Length * (long)Word)
                _words = GC.AllocateUninitializedArray<ulong>(bytes / Word);
            var wanted = Math.Min((ulong)Math.Max(bytes / Word, WordsAtOnce), (end - at) / Word);
            _start = at;
            _read = read(at, MemoryMarshal.AsBytes(_words.AsSpan(0, (int)wanted))) / Word;
        }

        return _words.AsSpan((int)(at - _start) / Word, Math.Max(0, _read - (int)(at - _start) / Word));
    }

    private Met Meet(ulong type)
    {
        if (!_types.TryGetValue(type, out var met))
        {
            lock (parts)
                met = new Met(type, ObjectShape.Read(read, type), parts.TypeNumber(type));
            _types[type] = met;
        }

        return _last = met;
    }

    private sealed record Met(ulong Type, ObjectShape? Shape, int Number);

    /// <summary>Looks for the first range that begins at an address or beyond.</summary>
    private readonly record struct Start(ulong Address) : IComparable<MemoryRange>
    {
        public int CompareTo(MemoryRange other) => Address <= other.Start ? -1 : 1;
    }
}
