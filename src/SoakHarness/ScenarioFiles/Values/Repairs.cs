using System.Text.RegularExpressions;

namespace SoakHarness.ScenarioFiles.Values;

/// <summary>
/// What was probably meant by a value in the spelling of other tools. Nothing is taken for it: it is only named where
/// the value is refused, and only when it reads.
/// </summary>
internal static partial class Repairs
{
    /// <summary><c>10 min</c>, <c>2 minutes</c>, <c>30</c>.</summary>
    internal static IEnumerable<string> Duration(string text)
    {
        var plain = Plain(text);
        yield return Units()
            .Replace(
                plain,
                unit =>
                    unit.Value[0] == 'm'
                    && (
                        unit.Value.StartsWith("ms", StringComparison.Ordinal)
                        || unit.Value.StartsWith("mil", StringComparison.Ordinal)
                    )
                        ? "ms"
                        : unit.Value[..1]
            );
        yield return plain + "s";
    }

    /// <summary>
    /// <c>512M</c>, <c>512Mi</c>, <c>512 mb</c>: memory is counted in binary units by those who write so.
    /// </summary>
    internal static IEnumerable<string> Size(string text) =>
        Sized().Match(Plain(text)) is { Success: true } size
            ? [$"{size.Groups["amount"]}{size.Groups["unit"].Value.ToUpperInvariant()}iB"]
            : [];

    /// <summary><c>200</c>, <c>200 rps</c>, <c>200/sec</c>, <c>60/m</c>.</summary>
    internal static IEnumerable<string> Rate(string text)
    {
        var plain = Plain(text);
        yield return plain + "/s";
        yield return PerUnit()
            .Replace(
                plain,
                unit =>
                    unit.Value is ['/', 'm', ..] ? "/min"
                    : unit.Value is ['/', 'h', ..] ? "/h"
                    : "/s"
            );
    }

    /// <summary><c>127.0.0.1:5080</c>, <c>localhost:5080</c>.</summary>
    internal static IEnumerable<string> Url(string text) =>
        text.Contains("://", StringComparison.Ordinal) || text.Contains(' ', StringComparison.Ordinal)
            ? []
            : [$"http://{text}"];

    /// <summary><c>health</c>.</summary>
    internal static IEnumerable<string> Path(string text) =>
        text.Contains("://", StringComparison.Ordinal) || text.Contains(' ', StringComparison.Ordinal)
            ? []
            : [$"/{text}"];

    private static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Units();

    [GeneratedRegex(@"\A(?<amount>\d+(\.\d+)?)(?<unit>[kmgt])i?b?\z")]
    private static partial Regex Sized();

    [GeneratedRegex(@"(/[a-z]+|rps|r/s|req/s)\z")]
    private static partial Regex PerUnit();
}
