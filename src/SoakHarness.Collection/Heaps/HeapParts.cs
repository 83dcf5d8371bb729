using System.Runtime.InteropServices;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Objects, references and roots of a heap as they come, by address; nothing is looked up before all have come.
/// </summary>
internal sealed class HeapParts
{
    private readonly Dictionary<ulong, int> _typeNumbers = [];
    private (ulong Id, int Number) _lastType;

    internal Dictionary<ulong, string> TypeNames { get; } = [];

    internal ChunkedList<ulong> Addresses { get; } = new();

    /// <summary>Type ids in the order in which they were first met.</summary>
    internal List<ulong> TypeIds { get; } = [];

    /// <summary>For each object the place of its type in <see cref="TypeIds"/>.</summary>
    internal ChunkedList<int> Types { get; } = new();

    internal ChunkedList<int> Sizes { get; } = new();

    internal ChunkedList<int> EdgeCounts { get; } = new();

    /// <summary>What the objects refer to, object by object.</summary>
    internal ChunkedList<ulong> Targets { get; } = new();

    internal List<(ulong Object, RootKind Kind, ulong Id, string Name)> Roots { get; } = [];

    /// <summary>Entries of conditional weak tables.</summary>
    internal List<(ulong Key, ulong Value)> Dependents { get; } = [];

    /// <summary>
    /// Objects whose types can be unloaded, with the object that keeps their type, where the references among
    /// <see cref="Targets"/> are without it.
    /// </summary>
    internal List<(ulong Object, ulong Keeper)> TypeKeepers { get; } = [];

    /// <summary>References that the objects have; as many targets must come.</summary>
    internal long EdgesAnnounced { get; private set; }

    /// <summary>Bytes of all objects.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Adds an object; its targets are added apart, in the order of the objects.</summary>
    internal void Add(ulong address, ulong type, long size, int edges)
    {
        var cut = (int)Math.Min(size, int.MaxValue);
        Addresses.Add(address);
        Types.Add(TypeNumber(type));
        Sizes.Add(cut);
        EdgeCounts.Add(edges);
        Bytes += cut;
        EdgesAnnounced += edges;
    }

    /// <summary>Adds many objects together with their targets.</summary>
    internal void Add(HeapBatch batch)
    {
        Addresses.AddRange(CollectionsMarshal.AsSpan(batch.Addresses));
        Types.AddRange(CollectionsMarshal.AsSpan(batch.Types));
        Sizes.AddRange(CollectionsMarshal.AsSpan(batch.Sizes));
        EdgeCounts.AddRange(CollectionsMarshal.AsSpan(batch.EdgeCounts));
        Targets.AddRange(CollectionsMarshal.AsSpan(batch.Targets));
        Bytes += batch.Bytes;
        EdgesAnnounced += batch.Targets.Count;
    }

    /// <summary>Takes everything out, and keeps the memory of the long lists.</summary>
    internal void Reset()
    {
        Addresses.Reset();
        Types.Reset();
        Sizes.Reset();
        EdgeCounts.Reset();
        Targets.Reset();
        TypeIds.Clear();
        Roots.Clear();
        Dependents.Clear();
        _typeNumbers.Clear();
        (_lastType, Bytes, EdgesAnnounced) = (default, 0, 0);
    }

    /// <summary>The place of a type in <see cref="TypeIds"/>, where it is added when it is new.</summary>
    internal int TypeNumber(ulong id)
    {
        if (id == _lastType.Id && _typeNumbers.Count > 0)
            return _lastType.Number;
        if (!_typeNumbers.TryGetValue(id, out var number))
        {
            _typeNumbers[id] = number = TypeIds.Count;
            TypeIds.Add(id);
        }

        _lastType = (id, number);
        return number;
    }
}
