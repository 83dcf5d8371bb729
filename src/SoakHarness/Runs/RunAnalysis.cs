using SoakHarness.Analysis;
using SoakHarness.Analysis.Pressure;
using SoakHarness.Load.Summaries;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Pressure;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>
/// The judging half of a run: from what is on disk to the report. It gives the same report again for the same folder.
/// </summary>
public static class RunAnalysis
{
    /// <summary>Judges a recorded run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="RecordingException">The recording is missing or damaged.</exception>
    public static RunReport Analyse(RunFolder folder)
    {
        var recording = RecordingReader.Read(folder.Recording);
        var allocations = StoredAllocations.Of(folder, recording);
        var report = Judge(recording, folder, allocations);
        return report with { Verdict = Attribution.Explain(report.Verdict, folder, report.Judged, allocations) };
    }

    /// <summary>
    /// Judges a recorded run and names no suspects: its heap snapshots are not read, which takes longest.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="RecordingException">The recording is missing or damaged.</exception>
    public static RunReport Judge(RunFolder folder) =>
        Judge(RecordingReader.Read(folder.Recording), folder, AllocationWindow.None);

    private static RunReport Judge(Recording recording, RunFolder folder, AllocationWindow allocations)
    {
        var spec = RunDescription.Scenario(RecordingReader.ReadMeta(folder.Recording)) ?? WatchOnly(recording.Identity);
        var (verdict, judged) = SegmentJudge.Judge(
            recording,
            part => RunJudge.Judge(part, spec.Verdict, MemoryLimit.Of(spec, recording))
        );
        var load = LoadSummaries.Summarise(recording.Load, spec.Load);
        var pressure = PressureMeasure.Of(judged, allocations);
        var thresholds = spec
            .Verdict.Thresholds.Select(text => Check(text, (spec.Load, load, recording.Load), judged, pressure))
            .ToArray();
        RunEvent[] events =
        [
            .. recording.Events,
            .. OperationCount.Missing(spec.Load, recording) is { } idle ? (RunEvent[])[idle] : [],
        ];
        var (outcome, reason) = OutcomeDecision.Decide(verdict, events, load, thresholds);
        return new RunReport
        {
            Scenario = spec,
            Recording = recording,
            Judged = judged,
            Verdict = verdict,
            Load = load,
            Thresholds = thresholds,
            Doubts = HarnessCheck.Doubts(recording),
            Pressure = pressure is null ? null : pressure with { Verdict = PressureDecision.Of(thresholds) },
            Outcome = outcome,
            OutcomeReason = reason,
        };
    }

    private static ThresholdResult Check(
        string text,
        (LoadSpec Spec, LoadSummary? Whole, IReadOnlyList<LoadWindow> Windows) load,
        Recording recording,
        GcPressure? pressure
    ) =>
        ThresholdParser.Parse(text, out var problem) is { } threshold
            ? ThresholdCheck.Check(
                threshold,
                Since(threshold, load),
                metric => MetricMeans.Of(recording, pressure, metric)
            )
            : new ThresholdResult(text, null, problem!);

    private static LoadSummary? Since(
        ThresholdExpression threshold,
        (LoadSpec Spec, LoadSummary? Whole, IReadOnlyList<LoadWindow> Windows) load
    ) =>
        threshold.From > TimeSpan.Zero
            ? LoadSummaries.Summarise(LoadSummaries.Since(load.Windows, threshold.From), load.Spec)
            : load.Whole;

    /// <summary>A recording made by a sidecar alone has no scenario: everything is judged by the defaults.</summary>
    private static ScenarioSpec WatchOnly(RunIdentity identity) =>
        new() { Name = identity.Scenario.Length > 0 ? identity.Scenario : identity.RunId, Target = new TargetSpec() };
}
