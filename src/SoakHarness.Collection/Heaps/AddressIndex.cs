using System.Runtime.CompilerServices;

namespace SoakHarness.Collection.Heaps;

/// <summary>Object numbers by address: open addressing over the list of addresses, 6 to 12 bytes an object.</summary>
internal sealed class AddressIndex
{
    private const int Sampled = 1000;
    private const int FewRepeated = 20;
    private readonly ChunkedList<ulong> _addresses;

    // The number of the object plus 1; 0 is a free slot.
    private readonly int[] _slots;
    private readonly int _shift;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal AddressIndex(ChunkedList<ulong> addresses)
    {
        var bits = 4;
        while (1L << bits < addresses.Count * 1.4)
            bits++;
        (_addresses, _slots, _shift) = (addresses, new int[1 << bits], 64 - bits);
        for (var i = 0; i < addresses.Count; i++)
            Add(addresses[i], i);
    }

    /// <summary>The object at an address, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int Find(ulong address)
    {
        for (var slot = Slot(address); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (_addresses[_slots[slot] - 1] == address)
                return _slots[slot] - 1;
        }

        return -1;
    }

    /// <summary>
    /// True when more than a twentieth of the objects are there twice, by a sample of a thousand: of two snapshots at
    /// the same time each brings the other's too.
    /// </summary>
    internal bool HasRepeated()
    {
        var step = Math.Max(1, _addresses.Count / Sampled);
        var (seen, repeated) = (0, 0);
        for (var i = 0; i < _addresses.Count; i += step)
        {
            seen++;
            repeated += Find(_addresses[i]) == i ? 0 : 1;
        }

        return repeated * FewRepeated > seen;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ulong address, int number)
    {
        var slot = Slot(address);
        while (_slots[slot] != 0)
            slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = number + 1;
    }

    private int Slot(ulong address) => (int)((address >> 3) * 0x9E3779B97F4A7C15UL >> _shift);
}
