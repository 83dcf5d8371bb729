using SoakHarness.Runs;

namespace SoakHarness.Cli.Verifying;

/// <summary>The rows of a verification as a table.</summary>
internal static class VerifyTable
{
    internal static string Header { get; } =
        Line("scenario", "expected", "found", "rate true / measured", "time", "type", "holder", "suspect");

    internal static string Render(VerifyRow row) =>
        Line(
            row.Scenario,
            row.Expected,
            row.Found,
            Rate(row),
            FormattableString.Invariant($"{row.Seconds:0} s"),
            Hit(row.TypeHit),
            Hit(row.HolderHit),
            row.Suspect
        ) + (row.IsRight ? "" : $"  <-- not as expected: {row.Problem}");

    internal static string Hit(bool? hit) =>
        hit switch
        {
            true => "hit",
            false => "miss",
            null => "",
        };

    /// <summary>The true rate, where it is known, and the measured one.</summary>
    internal static string Rate(VerifyRow row)
    {
        var truth = row.TrueRate is { } expected ? $"{ProgressLine.Bytes(expected)} / " : "";
        return row.Rate is not { } rate
            ? truth.TrimEnd(' ', '/')
            : truth
                + (
                    row.Unit == "bytes"
                        ? ProgressLine.Bytes(rate)
                        : FormattableString.Invariant($"{rate:0.##} {row.Unit}")
                )
                + "/request";
    }

    private static string Line(params string[] cells) =>
        $"{cells[0], -32} {cells[1], -9} {cells[2], -18} {cells[3], -30} {cells[4], 6}  {cells[5], -4} {cells[6], -6} {cells[7]}".TrimEnd();
}
