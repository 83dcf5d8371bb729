using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SoakHarness.Model.Metrics;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>The kinds of single values that scenarios are made of.</summary>
internal static partial class Scalars
{
    private const string PlaceholderPattern = @".*\$\{[^}]+\}.*";

    /// <summary>Any text that is not empty.</summary>
    public static ScalarShape Text { get; } = new("a text", NotEmpty, () => AnyScalar(minLength: 1));

    /// <summary>Any text, the empty one too.</summary>
    public static ScalarShape TextOrEmpty { get; } = new("a text", text => text, () => AnyScalar(minLength: 0));

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static ScalarShape Flag { get; } =
        Choice(("true", true), ("false", false)) with
        {
            Schema = () => new JsonObject { ["type"] = "boolean" },
        };

    /// <summary>A duration above zero.</summary>
    public static ScalarShape Duration { get; } =
        new(
            $"{DurationText.Expected}, longer than 0",
            text => DurationText.TryParse(text, out var value) && value > TimeSpan.Zero ? value : null,
            () => Pattern(DurationText.Pattern)
        )
        {
            Repair = Repairs.Duration,
        };

    /// <summary>A duration of zero or more.</summary>
    public static ScalarShape DurationOrZero { get; } =
        new(
            DurationText.Expected,
            text => DurationText.TryParse(text, out var value) ? value : null,
            () => Pattern(DurationText.Pattern)
        )
        {
            Repair = Repairs.Duration,
        };

    /// <summary>A size in bytes above zero.</summary>
    public static ScalarShape Size { get; } =
        new(
            SizeText.Expected,
            text => SizeText.TryParse(text, out long value) && value > 0 ? value : null,
            () => Pattern(SizeText.Pattern)
        )
        {
            Repair = Repairs.Size,
        };

    /// <summary>An arrival rate.</summary>
    public static ScalarShape Rate { get; } =
        new(
            RateText.Expected,
            text => RateText.TryParse(text, out var value) ? value : null,
            () => Pattern(RateText.Pattern)
        )
        {
            Repair = Repairs.Rate,
        };

    /// <summary>The growth that is worth failing.</summary>
    public static ScalarShape Growth { get; } =
        new(GrowthText.Expected, GrowthText.Parse, () => Pattern(GrowthText.Pattern));

    /// <summary>An absolute http or https address.</summary>
    public static ScalarShape Url { get; } =
        new(
            "an address like http://127.0.0.1:5080",
            text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null,
            () => Pattern("https?://.+")
        )
        {
            Repair = Repairs.Url,
        };

    /// <summary>A path and query that begins with a slash.</summary>
    public static ScalarShape RequestPath { get; } =
        new("a path that begins with /", text => text.StartsWith('/') ? text : null, () => Pattern("/.*"))
        {
            Repair = Repairs.Path,
        };

    /// <summary>A name for files and reports.</summary>
    public static ScalarShape Name { get; } =
        new(
            "a name of at most 100 letters, digits, dots, - and _",
            text => NameForm().IsMatch(text) ? text : null,
            () => Pattern("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
        );

    /// <summary>A regular expression.</summary>
    public static ScalarShape Expression { get; } =
        new("a regular expression", ParseExpression, () => AnyScalar(minLength: 1));

    /// <summary>The name of a metric that can gate a run.</summary>
    public static ScalarShape Metric { get; } =
        new(
            "a metric such as live-heap, native-memory, rss, handles or threads",
            text => MetricCatalog.Find(text) is not null || PrometheusName().IsMatch(text) ? text : null,
            () =>
                new JsonObject
                {
                    ["anyOf"] = new JsonArray(
                        new JsonObject { ["enum"] = Words(MetricCatalog.All.Select(m => m.Name)) },
                        Pattern("[A-Za-z0-9:]*_[A-Za-z0-9_:]*")
                    ),
                }
        )
        {
            Choices = [.. MetricCatalog.All.Select(m => m.Name)],
        };

    /// <summary>A whole number in a range.</summary>
    /// <param name="low">Smallest.</param>
    /// <param name="high">Largest.</param>
    public static ScalarShape Whole(long low, long high) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {low} to {high}"),
            text =>
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= low
                && value <= high
                    ? value
                    : null,
            () =>
                Number(
                    new JsonObject
                    {
                        ["type"] = "integer",
                        ["minimum"] = low,
                        ["maximum"] = high,
                    }
                )
        );

    /// <summary>A number above zero.</summary>
    public static ScalarShape Weight { get; } =
        new(
            "a number above 0",
            text =>
                double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                && value > 0
                && double.IsFinite(value)
                    ? value
                    : null,
            () => Number(new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 })
        );

    /// <summary>One of some words.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="choices">Words and the values they stand for.</param>
    public static ScalarShape Choice<T>(params (string Word, T Value)[] choices)
        where T : notnull
    {
        var words = choices.Select(c => c.Word).ToArray();
        return new ScalarShape(
            words.Length == 1 ? $"\"{words[0]}\"" : string.Join(" or ", words),
            text => choices.Where(c => c.Word == text).Select(c => (object?)c.Value).FirstOrDefault(),
            () => new JsonObject { ["enum"] = Words(words) }
        )
        {
            Choices = words,
        };
    }

    /// <summary>A text that another part of the product checks.</summary>
    /// <param name="words">What the text must be.</param>
    /// <param name="parse">Text to value; null when the text is wrong.</param>
    /// <param name="pattern">Form of the text for the schema.</param>
    public static ScalarShape Form(string words, Func<string, object?> parse, string pattern) =>
        new(words, parse, () => Pattern(pattern));

    private static string? NotEmpty(string text) => text.Length > 0 ? text : null;

    private static Regex? ParseExpression(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static JsonObject Pattern(string pattern) =>
        new() { ["type"] = "string", ["pattern"] = $"^({pattern}|{PlaceholderPattern})$" };

    private static JsonObject Number(JsonObject number) =>
        new()
        {
            ["anyOf"] = new JsonArray(
                number,
                new JsonObject { ["type"] = "string", ["pattern"] = $"^({PlaceholderPattern}|[0-9.]+)$" }
            ),
        };

    private static JsonObject AnyScalar(int minLength) =>
        new() { ["type"] = new JsonArray("string", "number", "boolean"), ["minLength"] = minLength };

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode)w)]);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[A-Za-z0-9:]*_[A-Za-z0-9_:]*\z")]
    private static partial Regex PrometheusName();
}
