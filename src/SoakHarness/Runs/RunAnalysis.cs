using SoakHarness.Analysis;
using SoakHarness.Analysis.Pressure;
using SoakHarness.Load.Summaries;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Pressure;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>The judging half of a run: from what is on disk to the report. It gives the same report again for the same folder.</summary>
public static class RunAnalysis
{
    /// <summary>Judges a recorded run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="RecordingException">The recording is missing or damaged.</exception>
    public static RunReport Analyse(RunFolder folder)
    {
        var recording = RecordingReader.Read(folder.Recording);
        var spec = RunDescription.Scenario(RecordingReader.ReadMeta(folder.Recording)) ?? WatchOnly(recording.Identity);
        return Analyse(recording, spec, folder);
    }

    /// <summary>Judges a recording with a scenario's verdict settings.</summary>
    /// <param name="recording">Everything measured.</param>
    /// <param name="spec">Scenario.</param>
    /// <param name="folder">The run's folder, for its snapshots.</param>
    public static RunReport Analyse(Recording recording, ScenarioSpec spec, RunFolder folder)
    {
        var judged = RunJudge.Judge(recording, spec.Verdict, MemoryLimit.Of(spec, recording));
        var verdict = Attribution.Explain(judged, folder, recording);
        var load = LoadSummaries.Summarise(recording.Load, spec.Load);
        var pressure = PressureMeasure.Of(recording, StoredAllocations.Of(folder, recording));
        var thresholds = spec.Verdict.Thresholds.Select(text => Check(text, load, recording, pressure)).ToArray();
        var (outcome, reason) = OutcomeDecision.Decide(verdict, recording.Events, load, thresholds);
        return new RunReport
        {
            Scenario = spec,
            Recording = recording,
            Verdict = verdict,
            Load = load,
            Thresholds = thresholds,
            Pressure = pressure is null ? null : pressure with { Verdict = PressureDecision.Of(thresholds) },
            Outcome = outcome,
            OutcomeReason = reason,
        };
    }

    private static ThresholdResult Check(string text, LoadSummary? load, Recording recording, GcPressure? pressure) =>
        ThresholdParser.Parse(text, out var problem) is { } threshold
            ? ThresholdCheck.Check(threshold, load, metric => MetricMeans.Of(recording, pressure, metric))
            : new ThresholdResult(text, null, problem!);

    /// <summary>A recording made by a sidecar alone has no scenario: everything is judged by the defaults.</summary>
    private static ScenarioSpec WatchOnly(RunIdentity identity) =>
        new() { Name = identity.Scenario.Length > 0 ? identity.Scenario : identity.RunId, Target = new TargetSpec() };
}
