using System.Runtime.CompilerServices;
using System.Text;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Writes the numbers and strings of a snapshot file through a buffer of its own: seven bits a byte, the lowest first.
/// </summary>
/// <param name="stream">Where they go; the caller closes it.</param>
internal sealed class HeapNumberWriter(Stream stream)
{
    private const int Longest = 5;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Write(int number)
    {
        if (_used > _buffer.Length - Longest)
            Flush();
        var left = (uint)number;
        for (; left >= 0x80; left >>= 7)
            _buffer[_used++] = (byte)(left | 0x80);
        _buffer[_used++] = (byte)left;
    }

    /// <summary>Writes how many numbers there are, and each.</summary>
    internal void Write(IReadOnlyList<int> numbers)
    {
        Write(numbers.Count);
        foreach (var number in numbers)
            Write(number);
    }

    internal void Write(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Write(bytes.Length);
        Flush();
        stream.Write(bytes);
    }

    internal void Flush()
    {
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
