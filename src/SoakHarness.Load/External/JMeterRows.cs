using SoakHarness.Load.Feeds;
using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.External;

/// <summary>
/// JMeter's results as CSV: a row for each sample, with a header or, when it is switched off, in the order of JMeter's
/// defaults. A transaction's row is a group: its samples have rows of their own.
/// </summary>
internal sealed class JMeterRows : IRowFormat
{
    private const string TimeColumn = "timeStamp";
    private const string Transaction = "Number of samples in transaction";

    private static readonly string[] Defaults =
    [
        TimeColumn,
        "elapsed",
        "label",
        "responseCode",
        "responseMessage",
        "threadName",
        "dataType",
        "success",
        "failureMessage",
        "bytes",
    ];

    private Dictionary<string, int>? _columns;
    private int _width;

    /// <inheritdoc />
    public RequestRow? Read(string record)
    {
        var fields = CsvFields.Split(record.TrimStart('\uFEFF'));
        // A file that JMeter appended to has headers in its middle.
        if (fields.Contains(TimeColumn) && fields.Contains("elapsed"))
        {
            (_columns, _width) = (RowFields.Columns(fields), fields.Length);
            return null;
        }

        if (_columns is null && fields.Length < Defaults.Length)
            throw new FormatException(
                $"there is no header, and {fields.Length} fields are fewer than JMeter writes (`{string.Join(',', Defaults)}`)"
            );
        if (_columns is null)
            (_columns, _width) = (RowFields.Columns(Defaults), Defaults.Length);
        if (fields.Length < _width)
            throw new FormatException(
                FormattableString.Invariant($"{fields.Length} fields, but the header has {_width}")
            );
        return Row(fields);
    }

    private RequestRow Row(string[] fields)
    {
        string Field(string name) => _columns!.TryGetValue(name, out var column) ? fields[column] : "";
        var seconds = RowFields.Milliseconds(Field("elapsed"), "elapsed");
        var bytes = Field("bytes") is { Length: > 0 } text ? (long)RowFields.Number(text, "bytes") : 0;
        return new RequestRow(
            // JMeter writes when a sample began.
            RowFields.Time(Field(TimeColumn), TimeColumn) + seconds,
            seconds,
            Field("label"),
            End(Field, bytes),
            Field("responseMessage").StartsWith(Transaction, StringComparison.Ordinal)
        );
    }

    private static StepEnd End(Func<string, string> field, long bytes)
    {
        var (code, success) = (field("responseCode"), field("success"));
        // Without a column of success, a status tells.
        if (success.Length > 0 ? success == "true" : code.StartsWith('2') || code.StartsWith('3'))
            return new StepEnd(EndKind.Completed, bytes);
        var message = field("failureMessage") is { Length: > 0 } failure ? failure : field("responseMessage");
        if (code.Contains("Timeout", StringComparison.Ordinal))
            return new StepEnd(EndKind.TimedOut, bytes, "timed out", $"{code}: {message}");
        return new StepEnd(EndKind.Failed, bytes, Kind(code), message);
    }

    private static string Kind(string code) =>
        code switch
        {
            "" => "failed",
            ['2' or '3', ..] => "assertion",
            [>= '0' and <= '9', ..] => RowFields.Status(code),
            // "Non HTTP response code: java.net.ConnectException"
            _ => code[(code.LastIndexOfAny([':', '.', ' ']) + 1)..],
        };
}
