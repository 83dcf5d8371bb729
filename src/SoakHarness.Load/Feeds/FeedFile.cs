using System.Text;

namespace SoakHarness.Load.Feeds;

/// <summary>The file of a feed: rows in order, or at an offset.</summary>
public sealed class FeedFile : IDisposable
{
    private readonly RecordReader _records;
    private readonly RowParser _parser;
    private readonly long _first;

    /// <summary>Opens a file and reads a CSV file's header.</summary>
    /// <param name="file">A <c>.csv</c>, <c>.json</c> or <c>.jsonl</c> file.</param>
    /// <exception cref="FeedException">It is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public FeedFile(string file)
    {
        _records = new RecordReader(file);
        if (Path.GetExtension(file) != ".csv")
        {
            _parser = new RowParser(null);
            return;
        }

        var header = _records.Next() ?? throw new FeedException("the file is empty");
        _parser = new RowParser(CsvFields.Split(Encoding.UTF8.GetString(header.Span).TrimStart('\uFEFF')));
        _first = _records.Next() is null ? long.MaxValue : _records.Offset;
        Rewind();
    }

    /// <summary>Where the row that was read last begins.</summary>
    internal long Offset => _records.Offset;

    /// <summary>Columns of the first row.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Their names.</returns>
    /// <exception cref="FeedException">It has no row, or its first row is none.</exception>
    public static IReadOnlyList<string> ColumnsOf(string file)
    {
        using var feed = new FeedFile(file);
        return [.. (feed.Next() ?? throw new FeedException("the file has no rows")).Keys];
    }

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();

    /// <summary>Begins again at the first row.</summary>
    internal void Rewind()
    {
        if (_first != long.MaxValue)
            _records.Seek(_first);
    }

    /// <summary>Skips a row; false at the end.</summary>
    internal bool Skip() => _records.Next() is not null;

    /// <summary>The next row; null at the end.</summary>
    internal IReadOnlyDictionary<string, string>? Next() =>
        _records.Next() is { } record ? _parser.Parse(record) : null;

    /// <summary>The row at an offset.</summary>
    internal IReadOnlyDictionary<string, string>? At(long offset)
    {
        _records.Seek(offset);
        return Next();
    }
}
