using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SoakHarness.Model.Comparisons;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Comparisons;

/// <summary>A comparison for other programs; what is not known is null.</summary>
public static class ComparisonJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Renders a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Render(Comparison comparison) =>
        new JsonObject
        {
            ["schema"] = 1,
            ["before"] = comparison.Before,
            ["after"] = comparison.After,
            ["runs_before"] = comparison.RunsBefore,
            ["runs_after"] = comparison.RunsAfter,
            ["tolerance"] = comparison.Tolerance,
            ["regression"] = comparison.HasRegression,
            ["changes"] = new JsonArray([.. comparison.Changes.Select(Change)]),
        }.ToJsonString(Options) + "\n";

    private static JsonObject Change(Change change) =>
        new()
        {
            ["measure"] = change.Measure,
            ["unit"] = change.Unit,
            ["kind"] = Words.Kebab(change.Kind.ToString()),
            ["before"] = Ends(change.Before),
            ["after"] = Ends(change.After),
            ["difference"] = Ends(change.Difference),
            ["share"] = Ends(change.Share),
            ["sentence"] = change.Sentence,
        };

    private static JsonArray? Ends(Interval? interval) =>
        interval is null ? null : [interval.Low, interval.Estimate, interval.High];
}
