using System.Text;
using System.Text.Json;

namespace SoakHarness.Cli.Verifying;

/// <summary>A whole verification as one document, in the order of the scenarios' names.</summary>
internal static class VerifyDocument
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>A table for a page of results.</summary>
    internal static string Markdown(IReadOnlyList<VerifyRow> rows, int all)
    {
        var text = new StringBuilder(
            "| scenario | expected | found | rate true / measured | first suspect | type | holder | time | |\n|---|---|---|---|---|---|---|---|---|\n"
        );
        foreach (var row in Ordered(rows))
        {
            var found = row.Found == row.Expected ? row.Found : $"**{row.Found}**";
            var suspect = row.Suspect.Length > 0 ? $"`{row.Suspect}`" : "";
            var problem = row.IsRight ? "" : $"not as expected: {row.Problem}";
            text.Append(
                FormattableString.Invariant(
                    $"| {row.Scenario} | {row.Expected} | {found} | {VerifyTable.Rate(row)} | {suspect} | {VerifyTable.Hit(row.TypeHit)} | {VerifyTable.Hit(row.HolderHit)} | {row.Seconds:0} s | {problem} |\n"
                )
            );
        }

        return text.Append('\n').Append(new VerifyTotals(rows).Words(all)).Append('\n').ToString();
    }

    /// <summary>The rows and their totals.</summary>
    internal static string Json(IReadOnlyList<VerifyRow> rows, int all) =>
        JsonSerializer.Serialize(
            new
            {
                scenarios = all,
                totals = new VerifyTotals(rows),
                rows = Ordered(rows),
            },
            Options
        ) + "\n";

    private static IOrderedEnumerable<VerifyRow> Ordered(IReadOnlyList<VerifyRow> rows) =>
        rows.OrderBy(r => r.Scenario, StringComparer.Ordinal);
}
