namespace SoakHarness.Load.Fast;

/// <summary>
/// Collects the head of a response up to and including its empty line. A server gives the same head to the same request
/// until the second of its date is over: such a one is known by its bytes, without being looked through again.
/// </summary>
internal sealed class HeadBuffer
{
    private const int Most = 64 * 1024;
    private byte[] _bytes = new byte[1024];
    private int _previous;

    /// <summary>Bytes so far.</summary>
    internal int Length { get; private set; }

    /// <summary>True once the empty line is there.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>Why this cannot become a head; null when it can.</summary>
    internal string? Problem { get; private set; }

    /// <summary>The head.</summary>
    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    private static ReadOnlySpan<byte> Protocol => "HTTP/1."u8;

    /// <summary>Begins another one.</summary>
    internal void Clear() => (Length, IsComplete, Problem) = (0, false, null);

    /// <summary>Remembers this whole head, as long as no other comes.</summary>
    internal void Remember() => _previous = Length;

    /// <summary>Forgets it.</summary>
    internal void Forget() => _previous = 0;

    /// <summary>Takes the whole head at once where it is the same as the one that is remembered.</summary>
    /// <param name="bytes">What came.</param>
    /// <returns>True when it is; its length is <see cref="Length"/>.</returns>
    internal bool TryRepeat(ReadOnlySpan<byte> bytes)
    {
        if (Length > 0 || _previous == 0 || !bytes.StartsWith(_bytes.AsSpan(0, _previous)))
            return false;
        (Length, IsComplete) = (_previous, true);
        return true;
    }

    /// <summary>Adds bytes up to the end of the head.</summary>
    /// <returns>How many were taken.</returns>
    internal int Add(ReadOnlySpan<byte> bytes)
    {
        // The empty line may have begun in what came before.
        var from = Math.Max(0, Length - 3);
        var before = Length;
        var end = before == 0 ? bytes.IndexOf("\r\n\r\n"u8) : -1;
        Append(end >= 0 ? bytes[..(end + 4)] : bytes[..Math.Min(bytes.Length, Most + 1 - Length)]);
        if (end < 0 && Written[from..].IndexOf("\r\n\r\n"u8) is >= 0 and var found)
            end = from + found;
        if (end >= 0)
        {
            Length = end + 4;
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
        _previous = 0;
        if (Length + bytes.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }
}
