using System.Text.RegularExpressions;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;

namespace SoakHarness.Reports;

/// <summary>What the target itself said about its end.</summary>
internal static partial class TargetWords
{
    /// <summary>
    /// Its last lines of output, oldest first, without colours; empty for a target that did not exit, or printed
    /// nothing.
    /// </summary>
    internal static IReadOnlyList<string> LastLines(RunReport report) =>
        report.Recording.Events.LastOrDefault(e => e.Kind == RunEventKind.TargetOutput) is { } printed
            ? [.. printed.Text.Split('\n').Select(Plain)]
            : [];

    /// <summary>The events that a reader of the run's story needs: phases and output are shown elsewhere.</summary>
    internal static IEnumerable<RunEvent> Told(RunReport report) =>
        report.Recording.Events.Where(e => e.Kind is not (RunEventKind.Phase or RunEventKind.TargetOutput));

    private static string Plain(string line) =>
        string.Concat(Colour().Replace(line, "").Select(c => char.IsControl(c) ? ' ' : c)).TrimEnd();

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]")]
    private static partial Regex Colour();
}
