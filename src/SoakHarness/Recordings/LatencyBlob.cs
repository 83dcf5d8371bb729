using SoakHarness.Model.Recordings;

namespace SoakHarness.Recordings;

/// <summary>
/// Bytes of a <see cref="LatencyCounts"/>: the sum (double), then as 7-bit encoded integers the maximum, the number of
/// buckets, and for each bucket the distance of its bound from the one below and its count. Null when empty.
/// </summary>
internal static class LatencyBlob
{
    private const int MostOnStack = 1024;

    internal static byte[]? Encode(LatencyCounts counts)
    {
        if (counts.Counts.Count == 0)
            return null;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(counts.SumMicros);
        writer.Write7BitEncodedInt64(counts.MaxMicros);
        writer.Write7BitEncodedInt(counts.Counts.Count);
        var previous = 0L;
        for (var i = 0; i < counts.Counts.Count; i++)
        {
            writer.Write7BitEncodedInt64(counts.UpperMicros[i] - previous);
            writer.Write7BitEncodedInt64(counts.Counts[i]);
            previous = counts.UpperMicros[i];
        }

        return stream.ToArray();
    }

    internal static LatencyCounts Decode(byte[]? bytes)
    {
        if (bytes is null)
            return LatencyCounts.None;
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var sum = reader.ReadDouble();
        var max = reader.Read7BitEncodedInt64();
        var length = reader.Read7BitEncodedInt();
        Span<long> bounds = length <= MostOnStack ? stackalloc long[length] : new long[length];
        Span<long> counts = length <= MostOnStack ? stackalloc long[length] : new long[length];
        var previous = 0L;
        for (var i = 0; i < length; i++)
        {
            bounds[i] = previous += reader.Read7BitEncodedInt64();
            counts[i] = reader.Read7BitEncodedInt64();
        }

        return new LatencyCounts(PackedNumbers.Of(bounds), PackedNumbers.Of(counts), sum, max);
    }
}
