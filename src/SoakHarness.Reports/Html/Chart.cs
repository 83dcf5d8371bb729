using System.Text.Json.Nodes;

namespace SoakHarness.Reports.Html;

/// <summary>One chart: lines over the run's clock.</summary>
/// <param name="Id">Id of its element.</param>
/// <param name="Title">What it shows, also for those who cannot see it.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record Chart(string Id, string Title, string Unit, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>Lines between which the band is filled: upper and lower, counted from 1.</summary>
    internal (int Upper, int Lower)? Band { get; init; }

    /// <summary>True when garbage collections are marked at its bottom.</summary>
    internal bool HasMarks { get; init; }

    /// <summary>True when the axis begins at zero.</summary>
    internal bool FromZero { get; init; }

    /// <summary>
    /// The chart as the page's script reads it: all lines on one clock, null where a line has no value.
    /// </summary>
    internal JsonObject ToJson()
    {
        var thin = Lines.Select(line => Thinning.Thin(line.Times, line.Values)).ToArray();
        var clock = thin.SelectMany(t => t.Times).Distinct().Order().ToArray();
        var data = new JsonArray(Numbers(clock.Select(t => (double?)Math.Round(t, 3))));
        foreach (var (times, values) in thin)
        {
            var known = new Dictionary<double, double>();
            for (var i = 0; i < times.Length; i++)
                known[times[i]] = values[i];
            data.Add((JsonNode)Numbers(clock.Select(t => known.TryGetValue(t, out var value) ? value : (double?)null)));
        }

        return new JsonObject
        {
            ["id"] = Id,
            ["title"] = Title,
            ["unit"] = Unit,
            ["zero"] = FromZero,
            ["marks"] = HasMarks,
            ["series"] = new JsonArray([
                .. Lines.Select(line => new JsonObject
                {
                    ["label"] = line.Label,
                    ["colour"] = line.Colour,
                    ["points"] = line.HasPoints,
                    ["pointsOnly"] = line.IsScattered,
                    ["edge"] = line.IsEdge,
                    ["breaks"] = Breaks(line),
                    ["dash"] = line.Dash is null ? null : new JsonArray([.. line.Dash.Select(d => (JsonNode)d)]),
                }),
            ]),
            ["band"] = Band is { } band ? new JsonArray(band.Upper, band.Lower) : null,
            ["data"] = data,
        };
    }

    private static JsonArray Breaks(ChartLine line) =>
        [.. line.Breaks.Select(b => Numbers([Math.Round(b.From, 3), Math.Round(b.To, 3)]))];

    private static JsonArray Numbers(IEnumerable<double?> values) =>
        [.. values.Select(v => v is { } known && double.IsFinite(known) ? JsonValue.Create(Short(known)) : null)];

    /// <summary>Six digits are more than a screen shows.</summary>
    private static double Short(double value)
    {
        if (value == 0)
            return 0;
        var scale = Math.Pow(10, Math.Max(0, 5 - (int)Math.Floor(Math.Log10(Math.Abs(value)))));
        return Math.Round(value * scale) / scale;
    }
}
