using SoakHarness.Reports.Live;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>Where a run stands, in the words of the console's view.</summary>
internal static class DashboardWords
{
    internal static LiveValues Of(RunProgress now, IEnumerable<string> over) =>
        new()
        {
            Scenario = now.Scenario,
            Folder = now.Folder.Length == 0 ? "" : ShownPath.Of(now.Folder),
            Phase = now.Phase,
            Values =
            [
                ("elapsed", ProgressLine.Clock(now.Elapsed)),
                ("left", now.Remaining is { } left ? ProgressLine.Clock(left) : "-"),
                ("delivered", ProgressLine.Rate(now)),
                ("errors", FormattableString.Invariant($"{now.Errors}")),
                ("p99", now.P99Ms is { } p99 ? FormattableString.Invariant($"{p99:0.#} ms") : "-"),
                ("floor", now.FloorBytes is { } floor ? ProgressLine.Bytes(floor) : "no checkpoint yet"),
                (
                    "floor's growth",
                    now.FloorPerHour is { } slope
                        ? $"{(slope < 0 ? "-" : "+")}{ProgressLine.Bytes(Math.Abs(slope))}/h"
                        : "-"
                ),
                ("checkpoints", FormattableString.Invariant($"{now.Checkpoints}")),
            ],
            Over = [.. over],
        };
}
