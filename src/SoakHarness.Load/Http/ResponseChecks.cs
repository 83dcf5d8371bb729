using System.Globalization;
using System.Text;
using System.Text.Json;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Decides whether a response is a good one.</summary>
internal static class ResponseChecks
{
    /// <summary>The first check that does not hold, as the error kind that is counted; null when all hold.</summary>
    internal static string? FirstBroken(ResponseCheck check, IResponse response)
    {
        var status = response.Status;
        if (check.Statuses.Count > 0 ? !check.Statuses.Contains(status) : status >= 400)
            return string.Create(CultureInfo.InvariantCulture, $"status {status}");
        foreach (var (name, part) in check.Headers)
        {
            if (!HasHeader(response, name, part))
                return $"check: header {name}";
        }

        if (
            check.MinBytes is { } min && response.BodyBytes < min
            || check.MaxBytes is { } max && response.BodyBytes > max
        )
            return "check: size";
        if (
            check.BodyContains is { } text
            && !Encoding.UTF8.GetString(response.Body.Span).Contains(text, StringComparison.Ordinal)
        )
            return "check: body";
        return check.JsonPath is { } path && !JsonHolds(response.Body, path, check.JsonValue) ? "check: json" : null;
    }

    private static bool HasHeader(IResponse response, string name, string part)
    {
        foreach (var value in response.Header(name))
        {
            if (value.Contains(part, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool JsonHolds(ReadOnlyMemory<byte> body, string path, string? expected)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonPaths.Find(json.RootElement, path) is { } found
                && (expected is null || JsonPaths.Text(found) == expected);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
