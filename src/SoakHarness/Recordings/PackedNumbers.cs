using System.Collections;

namespace SoakHarness.Recordings;

/// <summary>
/// Numbers of 0 or more in as few bytes each as the largest needs: a day of histograms is read whole, and most counts
/// are below 256.
/// </summary>
internal sealed class PackedNumbers : IReadOnlyList<long>
{
    private readonly byte[] _bytes;
    private readonly int _width;

    private PackedNumbers(byte[] bytes, int width) => (_bytes, _width) = (bytes, width);

    /// <inheritdoc />
    public int Count => _bytes.Length / _width;

    /// <inheritdoc />
    public long this[int index]
    {
        get
        {
            var value = 0L;
            for (var i = (index + 1) * _width - 1; i >= index * _width; i--)
                value = value << 8 | _bytes[i];
            return value;
        }
    }

    /// <inheritdoc />
    public IEnumerator<long> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Packs numbers; none may be negative.</summary>
    internal static PackedNumbers Of(ReadOnlySpan<long> numbers)
    {
        var largest = 0L;
        foreach (var number in numbers)
            largest |= number;
        ArgumentOutOfRangeException.ThrowIfNegative(largest, nameof(numbers));
        var width = Math.Max(1, (71 - System.Numerics.BitOperations.LeadingZeroCount((ulong)largest)) / 8);
        var bytes = new byte[numbers.Length * width];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(numbers[i / width] >> 8 * (i % width));
        return new PackedNumbers(bytes, width);
    }
}
