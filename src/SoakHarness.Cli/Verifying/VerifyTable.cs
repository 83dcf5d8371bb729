using SoakHarness.Runs;

namespace SoakHarness.Cli.Verifying;

/// <summary>The rows of a verification as a table.</summary>
internal static class VerifyTable
{
    internal static string Header { get; } = Line("scenario", "expected", "found", "rate true / measured", "time", "type", "holder", "suspect");

    internal static string Render(VerifyRow row) =>
        Line(row.Scenario, row.Expected, row.Found, Rate(row), FormattableString.Invariant($"{row.Seconds:0} s"), Hit(row.TypeHit), Hit(row.HolderHit), row.Suspect) +
        (row.IsRight ? "" : $"  <-- not as expected: {row.Problem}");

    /// <summary>All rows in one sentence.</summary>
    internal static string Summary(IReadOnlyList<VerifyRow> rows, int all)
    {
        var leaks = rows.Where(r => r.Expected == "leak").ToArray();
        var clean = rows.Where(r => r.Expected == "clean").ToArray();
        return FormattableString.Invariant(
            $"{rows.Count(r => r.IsRight)} of {all} as expected; {leaks.Count(r => r.Found == "leak")} of {leaks.Length} leaks found, {clean.Count(r => r.Found == "leak")} of {clean.Length} clean ones called leaks. ") +
            $"Right type first in {Hits(rows.Select(r => r.TypeHit))}, right holder in {Hits(rows.Select(r => r.HolderHit))}.";
    }

    private static string Hit(bool? hit) => hit switch { true => "hit", false => "miss", null => "" };

    private static string Hits(IEnumerable<bool?> hits) => FormattableString.Invariant($"{hits.Count(hit => hit == true)} of {hits.Count(hit => hit is not null)}");

    private static string Rate(VerifyRow row)
    {
        var truth = row.TrueRate is { } expected ? $"{ProgressLine.Bytes(expected)} / " : "";
        return row.Rate is not { } rate ? truth.TrimEnd(' ', '/')
            : truth + (row.Unit == "bytes" ? ProgressLine.Bytes(rate) : FormattableString.Invariant($"{rate:0.##} {row.Unit}")) + "/request";
    }

    private static string Line(params string[] cells) =>
        $"{cells[0],-32} {cells[1],-9} {cells[2],-13} {cells[3],-30} {cells[4],6}  {cells[5],-4} {cells[6],-6} {cells[7]}".TrimEnd();
}
