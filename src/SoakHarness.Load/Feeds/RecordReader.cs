namespace SoakHarness.Load.Feeds;

/// <summary>
/// Reads a file record by record, without holding more than one: a line of CSV (line breaks inside quotes belong to
/// it), a line of JSON Lines, an object of a JSON array.
/// </summary>
internal sealed class RecordReader(string file) : IDisposable
{
    private readonly FileStream _stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
    private readonly RecordEnds _ends = new(Path.GetExtension(file));
    private readonly byte[] _buffer = new byte[32 * 1024];
    private readonly MemoryStream _record = new();
    private int _at;
    private int _filled;
    private long _position;

    /// <summary>Where the record that was read last begins.</summary>
    internal long Offset { get; private set; }

    /// <summary>Goes to the beginning of a record.</summary>
    internal void Seek(long offset)
    {
        _stream.Position = _position = offset;
        _at = _filled = 0;
        _ends.Begin();
    }

    /// <summary>The next record that is not blank; null at the end of the file.</summary>
    internal ReadOnlyMemory<byte>? Next()
    {
        _record.SetLength(0);
        while (NextByte() is { } next)
        {
            var isEnd = _ends.IsEndAfter((byte)next);
            if (_ends.IsInside || isEnd)
            {
                if (_record.Length == 0)
                    Offset = _position - 1;
                _record.WriteByte((byte)next);
            }

            if (isEnd && Taken() is { } record)
                return record;
        }

        return Taken();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _record.Dispose();
    }

    private ReadOnlyMemory<byte>? Taken()
    {
        var record = _record.GetBuffer().AsMemory(0, (int)_record.Length);
        var trimmed = record.Trim("\r\n \t"u8);
        if (trimmed.Length > 0)
            return trimmed;
        _record.SetLength(0);
        return null;
    }

    private int? NextByte()
    {
        if (_at == _filled)
        {
            (_at, _filled) = (0, _stream.Read(_buffer));
            if (_filled == 0)
                return null;
        }

        _position++;
        return _buffer[_at++];
    }
}
