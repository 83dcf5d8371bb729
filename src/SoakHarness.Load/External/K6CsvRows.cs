using SoakHarness.Load.Feeds;

namespace SoakHarness.Load.External;

/// <summary>k6's CSV: a header, then a row for each metric of each request; which columns there are depends on the
/// script's system tags.</summary>
internal sealed class K6CsvRows : IRowFormat
{
    private const string Name = "metric_name";
    private Dictionary<string, int>? _columns;

    /// <inheritdoc />
    public RequestRow? Read(string record)
    {
        if (_columns is null)
        {
            _columns = Header(record);
            return null;
        }

        // Nine of ten rows are other metrics.
        if (!K6Request.IsDuration(record[..Math.Max(0, record.IndexOf(',', StringComparison.Ordinal))]))
            return null;
        var fields = CsvFields.Split(record);
        if (fields.Length < _columns.Count)
            throw new FormatException(
                FormattableString.Invariant($"{fields.Length} fields, but the header has {_columns.Count}")
            );
        string Tag(string name) => _columns.TryGetValue(name, out var column) ? fields[column] : "";
        return new RequestRow(
            RowFields.Time(Tag("timestamp"), "timestamp"),
            RowFields.Milliseconds(Tag("metric_value"), "metric_value"),
            Tag("name") is { Length: > 0 } name ? name : Tag("url"),
            K6Request.End(Tag)
        );
    }

    private static Dictionary<string, int> Header(string record)
    {
        var names = CsvFields.Split(record.TrimStart('\uFEFF'));
        if (names[0] != Name || !names.Contains("timestamp") || !names.Contains("metric_value"))
            throw new FormatException($"the first line is not k6's header `{Name},timestamp,metric_value,…`");
        return RowFields.Columns(names);
    }
}
