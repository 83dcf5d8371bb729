using System.Text;
using System.Text.Json;
using SoakHarness.Load.Http;

namespace SoakHarness.Load.Feeds;

/// <summary>Turns records into rows: values by column.</summary>
/// <param name="columns">Columns of a CSV file; null for JSON, whose objects name their own.</param>
internal sealed class RowParser(string[]? columns)
{
    /// <summary>One row.</summary>
    /// <exception cref="FeedException">The record is not an object, or does not have as many fields as
    /// columns.</exception>
    internal Dictionary<string, string> Parse(ReadOnlyMemory<byte> record) =>
        columns is null ? OfJson(record) : OfCsv(record, columns);

    private static Dictionary<string, string> OfCsv(ReadOnlyMemory<byte> record, string[] columns)
    {
        var fields = CsvFields.Split(Encoding.UTF8.GetString(record.Span));
        if (fields.Length != columns.Length)
            throw new FeedException(
                FormattableString.Invariant(
                    $"a row has {fields.Length} fields and the header {columns.Length}: {Start(record)}"
                )
            );
        return columns.Zip(fields).ToDictionary(f => f.First, f => f.Second);
    }

    private static Dictionary<string, string> OfJson(ReadOnlyMemory<byte> record)
    {
        try
        {
            using var json = JsonDocument.Parse(record);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => JsonPaths.Text(p.Value))
                : throw new FeedException($"a row is no JSON object: {Start(record)}");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new FeedException($"a row is no JSON object, or names a column twice: {Start(record)}");
        }
    }

    private static string Start(ReadOnlyMemory<byte> record) =>
        Encoding.UTF8.GetString(record.Span[..Math.Min(60, record.Length)]);
}
