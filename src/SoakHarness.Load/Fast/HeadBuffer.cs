namespace SoakHarness.Load.Fast;

/// <summary>Collects the head of a response up to and including its empty line.</summary>
internal sealed class HeadBuffer
{
    private const int Most = 64 * 1024;
    private byte[] _bytes = new byte[1024];

    /// <summary>Bytes so far.</summary>
    internal int Length { get; private set; }

    /// <summary>True once the empty line is there.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>Why this cannot become a head; null when it can.</summary>
    internal string? Problem { get; private set; }

    /// <summary>The head.</summary>
    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    private static ReadOnlySpan<byte> Protocol => "HTTP/1."u8;

    internal void Clear() => (Length, IsComplete, Problem) = (0, false, null);

    /// <summary>Adds bytes up to the end of the head.</summary>
    /// <returns>How many were taken.</returns>
    internal int Add(ReadOnlySpan<byte> bytes)
    {
        // The empty line may have begun in what came before.
        var from = Math.Max(0, Length - 3);
        var before = Length;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        Append(before == 0 && end >= 0 ? bytes[..(end + 4)] : bytes[..Math.Min(bytes.Length, Most + 1 - Length)]);
        end = Written[from..].IndexOf("\r\n\r\n"u8);
        if (end >= 0)
        {
            Length = from + end + 4;
            IsComplete = true;
        }

        Check(from);
        return Length - before;
    }

    private void Check(int from)
    {
        var seen = Math.Min(Length, Protocol.Length);
        if (!Written[..seen].SequenceEqual(Protocol[..seen]))
            Problem = "no HTTP/1 response";
        else if (Length > Most)
            Problem = $"a head of more than {Most / 1024} KiB";
        else if (Written[from..].IndexOf("\n\n"u8) >= 0)
            Problem = "a head whose lines do not end in CR LF";
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }
}
