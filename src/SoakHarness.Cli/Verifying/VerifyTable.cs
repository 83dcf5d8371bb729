using SoakHarness.Runs;

namespace SoakHarness.Cli.Verifying;

/// <summary>The rows of a verification as a table.</summary>
internal static class VerifyTable
{
    internal static string Header { get; } = Line("scenario", "expected", "found", "rate true / measured", "time", "suspect");

    internal static string Render(VerifyRow row) =>
        Line(row.Scenario, row.Expected, row.Found, Rate(row), FormattableString.Invariant($"{row.Seconds:0} s"), row.Suspect) +
        (row.IsRight ? "" : $"  <-- not as expected: {row.Problem}");

    /// <summary>All rows in one sentence.</summary>
    internal static string Summary(IReadOnlyList<VerifyRow> rows, int all)
    {
        var leaks = rows.Where(r => r.Expected == "leak").ToArray();
        var clean = rows.Where(r => r.Expected == "clean").ToArray();
        return FormattableString.Invariant(
            $"{rows.Count(r => r.IsRight)} of {all} as expected; {leaks.Count(r => r.Found == "leak")} of {leaks.Length} leaks found, {clean.Count(r => r.Found == "leak")} of {clean.Length} clean ones called leaks.");
    }

    private static string Rate(VerifyRow row)
    {
        var truth = row.TrueRate is { } expected ? $"{ProgressLine.Bytes(expected)} / " : "";
        return row.Rate is not { } rate ? truth.TrimEnd(' ', '/')
            : truth + (row.Unit == "bytes" ? ProgressLine.Bytes(rate) : FormattableString.Invariant($"{rate:0.##} {row.Unit}")) + "/request";
    }

    private static string Line(string scenario, string expected, string found, string rate, string time, string suspect) =>
        $"{scenario,-32} {expected,-9} {found,-13} {rate,-30} {time,6}  {suspect}".TrimEnd();
}
