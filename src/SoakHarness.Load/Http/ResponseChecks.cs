using System.Globalization;
using System.Text;
using System.Text.Json;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Decides whether a response is a good one.</summary>
internal static class ResponseChecks
{
    /// <summary>
    /// The first check that does not hold, as the error kind that is counted and in words; null when all hold. Of the
    /// response the words repeat nothing but its status and size: the rest may be secret.
    /// </summary>
    internal static (string Kind, string Words)? FirstBroken(ResponseCheck check, IResponse response)
    {
        var status = response.Status;
        if (check.Statuses.Count > 0 ? !check.Statuses.Contains(status) : status >= 400)
            return OfStatus(string.Create(CultureInfo.InvariantCulture, $"status {status}"), check.Statuses);
        foreach (var (name, part) in check.Headers)
        {
            if (!HasHeader(response, name, part))
                return (
                    $"check: header {name}",
                    response.Header(name).Count > 0
                        ? $"header {name} does not contain \"{part}\""
                        : $"there is no header {name}"
                );
        }

        if (
            check.MinBytes is { } min && response.BodyBytes < min
            || check.MaxBytes is { } max && response.BodyBytes > max
        )
            return (
                "check: size",
                FormattableString.Invariant($"the body has {response.BodyBytes} bytes, expected {Size(check)}")
            );
        if (
            check.BodyContains is { } text
            && !Encoding.UTF8.GetString(response.Body.Span).Contains(text, StringComparison.Ordinal)
        )
            return ("check: body", $"the body does not contain \"{text}\"");
        return check.JsonPath is { } path && JsonProblem(response.Body, path, check.JsonValue) is { } problem
            ? ("check: json", problem)
            : null;
    }

    private static (string Kind, string Words) OfStatus(string kind, IReadOnlyList<int> expected) =>
        (kind, expected.Count == 0 ? kind : $"{kind}, expected {string.Join(" or ", expected)}");

    private static string Size(ResponseCheck check) =>
        (check.MinBytes, check.MaxBytes) switch
        {
            ({ } min, null) => FormattableString.Invariant($"at least {min}"),
            (null, { } max) => FormattableString.Invariant($"at most {max}"),
            var (min, max) => FormattableString.Invariant($"{min} to {max}"),
        };

    private static bool HasHeader(IResponse response, string name, string part)
    {
        foreach (var value in response.Header(name))
        {
            if (value.Contains(part, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string? JsonProblem(ReadOnlyMemory<byte> body, string path, string? expected)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonPaths.Find(json.RootElement, path) is not { } found ? $"the body has no {path}"
                : expected is null || JsonPaths.Text(found) == expected ? null
                : $"{path} is not \"{expected}\"";
        }
        catch (JsonException)
        {
            return "the body is not JSON";
        }
    }
}
