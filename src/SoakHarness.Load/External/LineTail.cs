using System.Text;

namespace SoakHarness.Load.External;

/// <summary>
/// Reads the records of a text file while another program writes it. Only records with a line end are handed out; what
/// comes after the last one waits for its end. Of a file that was there before, what it held then is left out, unless
/// it was written anew. Constant memory: it reads at most 8 MiB at a time and drops records longer than 1 MiB.
/// </summary>
/// <param name="path">Path of the file, which may not exist yet.</param>
/// <param name="hasQuotes">True for CSV: a line end inside quotes does not end a record.</param>
internal sealed class LineTail(string path, bool hasQuotes)
{
    private const int MostAtOnce = 8 << 20;
    private const int LongestRecord = 1 << 20;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _record = new();
    private long _position = File.Exists(path) ? new FileInfo(path).Length : 0;
    private long _lines;
    private bool _isQuoted;

    /// <summary>True when the last read reached the end of the file.</summary>
    internal bool IsAtEnd { get; private set; }

    /// <summary>True when a record is there whose line end has not come.</summary>
    internal bool HasHalfRecord => _record.Length > 0;

    /// <summary>The records that were written since the last call, each with the number of its last line.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    internal IReadOnlyList<(long Line, string Record)> Read()
    {
        var records = new List<(long, string)>();
        IsAtEnd = true;
        if (!File.Exists(path))
            return records;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length < _position)
            BeginAnew();
        file.Position = _position;
        var chars = new char[_buffer.Length + 1];
        var before = _position;
        while (file.Read(_buffer) is > 0 and var read)
        {
            _position += read;
            Add(chars.AsSpan(0, _decoder.GetChars(_buffer, 0, read, chars, 0)), records);
            if (_position - before < MostAtOnce)
                continue;
            IsAtEnd = false;
            break;
        }

        return records;
    }

    private void BeginAnew()
    {
        _position = 0;
        _lines = 0;
        _isQuoted = false;
        _decoder.Reset();
        _record.Clear();
    }

    private void Add(ReadOnlySpan<char> text, List<(long, string)> records)
    {
        foreach (var next in text)
        {
            if (next == '"' && hasQuotes)
                _isQuoted = !_isQuoted;
            if (next == '\n')
                _lines++;
            if (next != '\n' || (_isQuoted && _record.Length < LongestRecord))
            {
                if (_record.Length <= LongestRecord)
                    _record.Append(next);
                continue;
            }

            Finish(records);
        }
    }

    private void Finish(List<(long, string)> records)
    {
        _isQuoted = false;
        if (_record.Length > 0 && _record[^1] == '\r')
            _record.Length--;
        if (_record.Length > 0)
            records.Add((_lines, _record.ToString()));
        _record.Clear();
    }
}
