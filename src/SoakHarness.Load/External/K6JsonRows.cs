using System.Globalization;
using System.Text.Json;

namespace SoakHarness.Load.External;

/// <summary>
/// k6's JSON: lines of <c>{"metric":…,"type":"Metric"|"Point","data":{"time":…,"value":…,"tags":{…}}}</c>.
/// </summary>
internal sealed class K6JsonRows : IRowFormat
{
    /// <inheritdoc />
    public RequestRow? Read(string record)
    {
        if (!record.Contains("_req_duration\"", StringComparison.Ordinal))
            return record.StartsWith('{') ? null : throw new FormatException("it is no JSON object");
        try
        {
            using var line = JsonDocument.Parse(record);
            return Read(line.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"it is no point of k6: {failure.Message}", failure);
        }
    }

    private static RequestRow? Read(JsonElement line)
    {
        var metric = line.GetProperty("metric").GetString() ?? "";
        if (line.GetProperty("type").GetString() != "Point" || !K6Request.IsDuration(metric))
            return null;
        var data = line.GetProperty("data");
        var tags =
            data.TryGetProperty("tags", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        string Tag(string name) =>
            tags.ValueKind == JsonValueKind.Object && tags.TryGetProperty(name, out var tag) ? tag.ToString() : "";
        return new RequestRow(
            RowFields.Time(data.GetProperty("time").ToString(), "time"),
            RowFields.Milliseconds(
                data.GetProperty("value").GetDouble().ToString(CultureInfo.InvariantCulture),
                "value"
            ),
            Tag("name") is { Length: > 0 } name ? name : Tag("url"),
            K6Request.End(Tag)
        );
    }
}
