namespace SoakHarness.Collection.Heaps;

/// <summary>Object numbers by address: open addressing in two flat arrays, at most 24 bytes an object.</summary>
internal sealed class AddressIndex
{
    private readonly ulong[] _keys;
    private readonly int[] _numbers;
    private readonly int _mask;

    internal AddressIndex(List<ulong> addresses)
    {
        var capacity = 16;
        while (capacity < addresses.Count * 1.4)
            capacity *= 2;
        (_keys, _numbers, _mask) = (new ulong[capacity], new int[capacity], capacity - 1);
        for (var i = 0; i < addresses.Count; i++)
            Add(addresses[i], i);
    }

    /// <summary>The object at an address, or -1. Address 0 is never an object.</summary>
    internal int Find(ulong address)
    {
        for (var slot = Slot(address); _keys[slot] != 0; slot = (slot + 1) & _mask)
        {
            if (_keys[slot] == address)
                return _numbers[slot];
        }

        return -1;
    }

    private void Add(ulong address, int number)
    {
        var slot = Slot(address);
        while (_keys[slot] != 0)
            slot = (slot + 1) & _mask;
        (_keys[slot], _numbers[slot]) = (address, number);
    }

    private int Slot(ulong address) => (int)((address >> 3) * 0x9E3779B97F4A7C15UL >> 32) & _mask;
}
