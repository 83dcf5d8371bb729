using System.Runtime.CompilerServices;
using System.Text;

namespace SoakHarness.Collection.Heaps;

/// <summary>Reads what <see cref="HeapNumberWriter"/> wrote.</summary>
/// <param name="stream">Where it comes from; the caller closes it.</param>
internal sealed class HeapNumberReader(Stream stream)
{
    private const int MostBits = 35;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;

    /// <summary>Reads a number.</summary>
    /// <exception cref="EndOfStreamException">There is no more.</exception>
    /// <exception cref="FormatException">It is longer than a number can be.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int Number()
    {
        var number = 0u;
        for (var bits = 0; bits < MostBits; bits += 7)
        {
            var part = Next();
            number |= (uint)(part & 0x7F) << bits;
            if (part < 0x80)
                return (int)number;
        }

        throw new FormatException("a number does not end.");
    }

    /// <summary>Reads how many of something there are.</summary>
    /// <exception cref="FormatException">It is negative.</exception>
    internal int Count() => Number() is >= 0 and var count ? count : throw new FormatException("a count is negative.");

    /// <summary>Reads how many numbers there are, and each.</summary>
    internal int[] Numbers()
    {
        var numbers = new int[Count()];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Number();
        return numbers;
    }

    /// <summary>Reads how many texts there are, and each.</summary>
    internal string[] Texts()
    {
        var texts = new string[Count()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Text();
        return texts;
    }

    /// <summary>Reads a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal byte Next()
    {
        if (_at == _end && (_end = stream.Read(_buffer)) is var read)
            _at = read > 0 ? 0 : throw new EndOfStreamException("it ends in the middle.");
        return _buffer[_at++];
    }

    internal string Text()
    {
        var bytes = new byte[Count()];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = Next();
        return Encoding.UTF8.GetString(bytes);
    }
}
