using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>Why a target could not be measured, as events: the sentence, and the output that it quotes.</summary>
internal static class TargetEnd
{
    private const string Introduction = " Its last output:";
    private const string Margin = "  | ";

    /// <summary>The events of a failed start.</summary>
    /// <param name="message">A sentence, and below it lines that the target or its build printed.</param>
    /// <param name="source">Who tells it.</param>
    /// <param name="time">When, in seconds since the run's origin.</param>
    internal static IEnumerable<RunEvent> Of(string message, Source source, double time)
    {
        var (said, printed) = message.Split('\n', 2) is [var first, var rest] ? (first, rest) : (message, "");
        if (said.EndsWith(Introduction, StringComparison.Ordinal))
            said = said[..^Introduction.Length];
        yield return new RunEvent(source, time, RunEventKind.TargetExit, $"{said.TrimEnd(':', '.', ' ')}.");
        var lines = printed
            .Split('\n')
            .Select(line => line.StartsWith(Margin, StringComparison.Ordinal) ? line[Margin.Length..] : line);
        if (printed.Length > 0)
            yield return new RunEvent(source, time, RunEventKind.TargetOutput, string.Join('\n', lines));
    }
}
