using System.Globalization;

namespace SoakHarness.Csv;

/// <summary>
/// Reads <c>time_s,&lt;metric&gt;[,…]</c>: seconds from start, increasing (of rows of equal time the last counts); an
/// empty field or NaN is a gap.
/// </summary>
public static class CsvReader
{
    private const string TimeColumn = "time_s";

    /// <summary>Reads a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <exception cref="CsvException">It is no series; the message names the line.</exception>
    public static CsvSeries Read(TextReader text)
    {
        var names = Header(text.ReadLine());
        var times = new List<double>();
        var columns = names.Select(_ => new List<double>()).ToArray();
        var number = 1;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (!line.AsSpan().IsWhiteSpace())
                ReadLine(line, number, times, columns);
        }

        return times.Count == 0
            ? throw new CsvException("there are no rows after the header")
            : new CsvSeries([.. times], [.. names.Select((name, i) => (name, columns[i].ToArray()))]);
    }

    private static string[] Header(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            throw new CsvException(
                $"line 1: the file is empty; the first line must be the header `{TimeColumn},<metric>[,<metric>...]`"
            );
        var fields = line.TrimStart('\uFEFF').Split(',').Select(f => f.Trim().Trim('"')).ToArray();
        if (
            fields is [var only]
            && only.StartsWith(TimeColumn, StringComparison.Ordinal)
            && only.AsSpan().IndexOfAny(';', '\t') >= 0
        )
            throw new CsvException(
                "line 1: the fields are separated by semicolons or tabs; separate them by commas, with a point in decimal numbers"
            );
        if (fields[0] != TimeColumn)
            throw new CsvException(
                $"line 1: the first column must be `{TimeColumn}` (seconds from start), not `{fields[0]}`"
            );
        if (fields.Length < 2)
            throw new CsvException($"line 1: there is no metric column after `{TimeColumn}`");
        if (fields.FirstOrDefault(f => f.Length == 0) is not null)
            throw new CsvException("line 1: a column has no name");
        if (fields.GroupBy(f => f).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new CsvException($"line 1: the column `{twice.Key}` is there twice");
        return fields[1..];
    }

    private static void ReadLine(string line, int number, List<double> times, List<double>[] columns)
    {
        var rest = line.AsSpan();
        var time = Number(Next(ref rest), number, TimeColumn);
        if (double.IsNaN(time))
            throw new CsvException(FormattableString.Invariant($"line {number}: {TimeColumn} is empty"));
        if (times.Count > 0 && time < times[^1])
            throw new CsvException(
                FormattableString.Invariant(
                    $"line {number}: {TimeColumn} {time} comes before {times[^1]} of the row above; times must increase (sort the rows)"
                )
            );
        if (times.Count > 0 && time == times[^1])
            Forget(times, columns);
        times.Add(time);
        for (var i = 0; i < columns.Length; i++)
        {
            if (rest.IsEmpty && i > 0 && !line.EndsWith(','))
                throw new CsvException(
                    FormattableString.Invariant(
                        $"line {number}: {i + 1} fields, but the header has {columns.Length + 1}"
                    )
                );
            columns[i].Add(Number(Next(ref rest), number, $"column {i + 2}"));
        }

        if (!rest.IsEmpty)
            throw new CsvException(
                FormattableString.Invariant($"line {number}: more fields than the header's {columns.Length + 1}")
            );
    }

    /// <summary>Two rows of one time (a recorder's rounding): the later one counts.</summary>
    private static void Forget(List<double> times, List<double>[] columns)
    {
        times.RemoveAt(times.Count - 1);
        foreach (var column in columns)
            column.RemoveAt(column.Count - 1);
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith('"') && rest[1..].IndexOf('"') is >= 0 and var quoted)
            return Quoted(ref rest, quoted + 1);
        var comma = rest.IndexOf(',');
        var field = comma < 0 ? rest : rest[..comma];
        rest = comma < 0 ? default : rest[(comma + 1)..];
        return field.Trim();
    }

    /// <summary>A field in quotation marks, whose second stands at an index.</summary>
    private static ReadOnlySpan<char> Quoted(ref ReadOnlySpan<char> rest, int second)
    {
        var field = rest[1..second];
        var comma = rest[second..].IndexOf(',');
        rest = comma < 0 ? default : rest[(second + comma + 1)..];
        return field.Trim();
    }

    private static double Number(ReadOnlySpan<char> field, int line, string column)
    {
        if (field.IsEmpty || field.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return double.NaN;
        return
            double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw new CsvException(
                FormattableString.Invariant($"line {line}: {column}: `{field.ToString()}` is no finite number")
            );
    }
}
