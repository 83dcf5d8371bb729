namespace SoakHarness.Load.Fast;

/// <summary>Takes the framing off a chunked body, piece by piece.</summary>
internal sealed class ChunkDecoder
{
    private const int MostDigits = 15;
    private const int MostFraming = 64 * 1024;
    private Place _place;
    private long _size;
    private int _digits;
    private int _framing;

    private enum Place
    {
        Size,
        Extension,
        SizeEnd,
        Data,
        DataReturn,
        DataEnd,
        TrailerStart,
        Trailer,
        TrailerEnd,
        LastEnd,
    }

    /// <summary>True after the last chunk and its trailers.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>What is wrong with the framing; null when nothing is.</summary>
    internal string? Problem { get; private set; }

    internal void Begin()
    {
        _place = Place.Size;
        (_size, _digits, _framing) = (0, 0, 0);
        (IsComplete, Problem) = (false, null);
    }

    /// <summary>Reads framing up to a run of data, or one run of data.</summary>
    /// <param name="bytes">What came; not empty.</param>
    /// <param name="data">The data among them; its length is 0 when there is none.</param>
    /// <returns>How many bytes were read; the data are the last of them.</returns>
    internal int Read(ReadOnlySpan<byte> bytes, out (int Start, int Length) data)
    {
        data = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (_place == Place.Data)
            {
                data = (i, (int)Math.Min(_size, bytes.Length - i));
                _size -= data.Length;
                if (_size == 0)
                    _place = Place.DataReturn;
                return i + data.Length;
            }

            Step(bytes[i]);
            if (Problem is not null || IsComplete)
                return i + 1;
        }

        return bytes.Length;
    }

    private void Step(byte next)
    {
        switch (_place)
        {
            case Place.Size:
                ReadSize(next);
                break;
            case Place.Extension:
                Pass(next, Place.SizeEnd);
                break;
            case Place.SizeEnd:
                Expect(next, '\n', _size == 0 ? Place.TrailerStart : Place.Data);
                _framing = 0;
                break;
            case Place.DataReturn:
                Expect(next, '\r', Place.DataEnd);
                break;
            case Place.DataEnd:
                Expect(next, '\n', Place.Size);
                (_size, _digits) = (0, 0);
                break;
            case Place.TrailerStart:
                _place = next == '\r' ? Place.LastEnd : Place.Trailer;
                _framing++;
                break;
            case Place.Trailer:
                Pass(next, Place.TrailerEnd);
                break;
            case Place.TrailerEnd:
                Expect(next, '\n', Place.TrailerStart);
                break;
            default:
                Expect(next, '\n', Place.Size);
                IsComplete = Problem is null;
                break;
        }
    }

    private void ReadSize(byte next)
    {
        if (char.IsAsciiHexDigit((char)next))
        {
            _size = _size * 16 + HexValue(next);
            if (++_digits > MostDigits)
                Problem = $"a chunk size of more than {MostDigits} digits";
        }
        else if (_digits == 0)
        {
            Problem = "a chunk without a size";
        }
        else if (next is (byte)'\r')
        {
            _place = Place.SizeEnd;
        }
        else if (next is (byte)';' or (byte)' ' or (byte)'\t')
        {
            _place = Place.Extension;
        }
        else
        {
            Problem = "a chunk size that is no hexadecimal number";
        }
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>Passes over text up to the end of its line.</summary>
    private void Pass(byte next, Place after)
    {
        if (next == '\r')
            _place = after;
        else if (next == '\n')
            Problem = "a chunk line that does not end in CR LF";
        else if (++_framing > MostFraming)
            Problem = $"chunk framing of more than {MostFraming / 1024} KiB";
    }

    private void Expect(byte next, char expected, Place after)
    {
        if (next == expected)
            _place = after;
        else
            Problem = "a chunk that does not end where its size says";
    }
}
