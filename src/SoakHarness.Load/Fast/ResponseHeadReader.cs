using System.Text;

namespace SoakHarness.Load.Fast;

/// <summary>
/// Reads the head of a response. Strict: what two readers could take for different bodies is refused.
/// </summary>
internal static class ResponseHeadReader
{
    private const int MostDigits = 18;
    private const int StatusAt = 9;

    /// <summary>Reads a whole head.</summary>
    /// <param name="head">From <c>HTTP/1.</c> up to and including the empty line.</param>
    /// <param name="facts">What it says.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    internal static string? Read(ReadOnlySpan<byte> head, out ResponseHead facts)
    {
        facts = default;
        var line = NextLine(ref head);
        if (!IsStatusLine(line))
            return "no status line";
        var status = (line[StatusAt] - '0') * 100 + (line[StatusAt + 1] - '0') * 10 + line[StatusAt + 2] - '0';
        var (length, isChunked, keepsAlive) = (-1L, false, line[7] == '1');
        while (!(line = NextLine(ref head)).IsEmpty)
        {
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[..colon].IndexOfAny((byte)' ', (byte)'\t') >= 0)
                return "a header without a name";
            var value = line[(colon + 1)..].Trim(" \t"u8);
            var problem = colon switch
            {
                14 when Is(line[..colon], "content-length"u8) => ReadLength(value, ref length),
                17 when Is(line[..colon], "transfer-encoding"u8) => ReadEncoding(value, ref isChunked),
                10 when Is(line[..colon], "connection"u8) => ReadConnection(value, ref keepsAlive),
                _ => null,
            };
            if (problem is not null)
                return problem;
        }

        if (isChunked && length >= 0)
            return "both Content-Length and Transfer-Encoding";
        var framing =
            isChunked ? BodyFraming.Chunked
            : length >= 0 ? BodyFraming.Length
            : BodyFraming.UntilClose;
        facts = new ResponseHead(status, framing, Math.Max(0, length), keepsAlive);
        return null;
    }

    /// <summary>Values of a header, in order.</summary>
    internal static List<string> Values(ReadOnlySpan<byte> head, string name)
    {
        var wanted = Encoding.ASCII.GetBytes(name);
        var values = new List<string>();
        NextLine(ref head);
        for (var line = NextLine(ref head); !line.IsEmpty; line = NextLine(ref head))
        {
            var colon = line.IndexOf((byte)':');
            if (Is(line[..colon], wanted))
                values.Add(Encoding.UTF8.GetString(line[(colon + 1)..].Trim(" \t"u8)));
        }

        return values;
    }

    private static bool IsStatusLine(ReadOnlySpan<byte> line) =>
        line.Length >= StatusAt + 3
        && line[7] is (byte)'0' or (byte)'1'
        && line[8] == ' '
        && line[StatusAt] is >= (byte)'1' and <= (byte)'9'
        && char.IsAsciiDigit((char)line[StatusAt + 1])
        && char.IsAsciiDigit((char)line[StatusAt + 2])
        && (line.Length == StatusAt + 3 || line[StatusAt + 3] == ' ');

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n"u8);
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 2)..];
        return line;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted) => Ascii.EqualsIgnoreCase(name, wanted);

    private static string? ReadLength(ReadOnlySpan<byte> value, ref long length)
    {
        if (value.IsEmpty || value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            return "a Content-Length that is no number";
        if (value.Length > MostDigits)
            return $"a Content-Length of more than {MostDigits} digits";
        var read = 0L;
        foreach (var digit in value)
            read = read * 10 + digit - '0';
        if (length >= 0 && length != read)
            return "two Content-Lengths that differ";
        length = read;
        return null;
    }

    private static string? ReadEncoding(ReadOnlySpan<byte> value, ref bool isChunked)
    {
        if (!Is(value, "chunked"u8) || isChunked)
            return "a Transfer-Encoding other than chunked";
        isChunked = true;
        return null;
    }

    private static string? ReadConnection(ReadOnlySpan<byte> value, ref bool keepsAlive)
    {
        foreach (var range in value.Split((byte)','))
        {
            var option = value[range].Trim(" \t"u8);
            if (Is(option, "close"u8))
                keepsAlive = false;
            else if (Is(option, "keep-alive"u8))
                keepsAlive = true;
        }

        return null;
    }
}
