using System.Globalization;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Reports.Html;

/// <summary>What the measuring cost: the target's pauses, and the harness's own processes.</summary>
internal static class Cost
{
    internal static void Add(Page page, Recording recording)
    {
        page.Add($"<section><h2>What the measuring cost</h2><dl>");
        AddCheckpoints(page, recording);
        foreach (var snapshot in recording.Snapshots.Where(s => s.Format == "heap" && s.IsComplete))
            page.Add(
                $"<dt>snapshot {snapshot.Label}</dt><dd>{snapshot.Objects} objects, {Words.Bytes(snapshot.Bytes)}, paused the target {Words.Digits(snapshot.PauseMs)} ms</dd>"
            );
        foreach (var role in (ReadOnlySpan<SourceRole>)[SourceRole.Sidecar, SourceRole.Generator])
            AddProcess(page, recording, role);
        page.Add(
                $"</dl><p class=\"note\">All of it was read in this run. What the sidecar costs a target was not: that takes pairs of runs with and "
            )
            .Add(
                $"without it, which tests/benchmarks/cost measures; its figures are in tests/benchmarks/RESULTS.md.</p></section>"
            );
    }

    private static void AddCheckpoints(Page page, Recording recording)
    {
        var done = recording.Checkpoints.Where(c => c.Outcome == CheckpointOutcome.Completed).ToArray();
        if (recording.Checkpoints.Count == 0)
        {
            page.Add(
                $"<dt>checkpoints</dt><dd>none; {recording.Collections.Count(c => c.Generation == 2)} full GCs came by themselves</dd>"
            );
            return;
        }

        var most = done.Length > 0 ? $", {Words.Digits(done.Max(c => c.PauseMs))} ms at most" : "";
        page.Add(
            $"<dt>checkpoints</dt><dd>{done.Length} of {recording.Checkpoints.Count} gave a floor; they paused the target {Words.Digits(done.Sum(c => c.PauseMs))} ms in all{most}</dd>"
        );
    }

    private static void AddProcess(Page page, Recording recording, SourceRole role)
    {
        var cpu = recording.Series.FirstOrDefault(s => s.Metric == "cpu" && s.Source.Role == role);
        var rss = recording.Series.FirstOrDefault(s => s.Metric == "rss" && s.Source.Role == role);
        if (cpu is not { Times.Length: > 1 } || rss is not { Values.Length: > 0 })
            return;
        var share = (cpu.Values[^1] - cpu.Values[0]) / (cpu.Times[^1] - cpu.Times[0]);
        page.Add(
            $"<dt>{Words.Kebab(role.ToString())}</dt><dd>{share.ToString("0.0%", CultureInfo.InvariantCulture)} of one core, {Words.Bytes(rss.Values.Max())} of memory at most</dd>"
        );
    }
}
