using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;
using static System.FormattableString;

namespace SoakHarness.Reports;

/// <summary>
/// What to do after a run that is inconclusive: one step, as an option or a key with its value. Where the reason itself
/// says all that can be done, nothing is added.
/// </summary>
internal static class NextStep
{
    private const double LongestInMinutes = 120;

    /// <summary>A sentence; empty where there is none to add.</summary>
    /// <param name="report">The run.</param>
    internal static string Of(RunReport report) =>
        report.Outcome == Outcome.Inconclusive && Lead(report) is { } open ? Step(report, open) : "";

    /// <summary>The metric that the verdict waits for; null where something else was in the way.</summary>
    private static MetricFinding? Lead(RunReport report) =>
        report.Verdict.Findings.FirstOrDefault(f =>
            f is { IsGating: true, Verdict: Verdict.Inconclusive, Reason.Length: > 0 }
            && report.OutcomeReason.StartsWith(f.Reason, StringComparison.Ordinal)
        );

    private static string Step(RunReport report, MetricFinding open) =>
        open switch
        {
            { MoreMinutes: { } low, MoreMinutesHigh: { } high } =>
                $"Next: {Longer(report.Scenario.Load, high)}. Of series like this one four in five are decided by then{Half(report.Scenario.Load, low, high)}.",
            { MoreMinutes: { } more } => $"Next: {Longer(report.Scenario.Load, more)}.",
            { Code: ReasonCode.NoFloor } =>
                "Next: let full GCs be induced, which show what is live: watch: { checkpoint: { every: 10s } }, and no --passive.",
            { Code: ReasonCode.LoadConfounded } when !IsConstant(report.Scenario.Load) =>
                "Next: one constant load after the warm-up: a single inject or keep-constant in load.simulations.",
            _ => "",
        };

    /// <summary>True for one load that stays as it is: what changed with time then was not asked for.</summary>
    private static bool IsConstant(LoadSpec load) => load.Simulations is [Inject or KeepConstant];

    /// <summary>When half are decided, where that reads differently.</summary>
    private static string Half(LoadSpec load, double low, double high) =>
        Time(Planned(load) + low) is var half && half != Time(Planned(load) + high) ? $", half after {half}" : "";

    private static string Longer(LoadSpec load, double more)
    {
        var all = Time(Planned(load) + more);
        return load switch
        {
            { External: not null } => $"let the external load run for {Time(more)} more",
            { SelfDriven: not null } => $"set load.self-driven.during, or --during of soak attach, to {all}",
            { Simulations: [var only] } when only.During > TimeSpan.Zero =>
                $"run it again with --duration {all}, or during: {all}",
            { Simulations.Count: > 1 } when load.Simulations.All(s => s.During > TimeSpan.Zero) =>
                $"run it again with --duration {all}, which stretches every simulation, or make the last one {Time(more)} longer",
            _ => $"watch it for {Time(more)} longer under the same load",
        };
    }

    /// <summary>Minutes of load that the scenario asked for; 0 where that is not known.</summary>
    private static double Planned(LoadSpec load) =>
        load.SelfDriven?.During.TotalMinutes ?? load.Simulations.Sum(s => s.During.TotalMinutes);

    /// <summary>A time as a scenario file writes it, rounded up.</summary>
    private static string Time(double minutes) =>
        minutes <= LongestInMinutes
            ? Invariant($"{Math.Ceiling(minutes):0}m")
            : Invariant($"{Math.Ceiling(minutes / 60):0}h");
}
