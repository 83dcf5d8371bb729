using System.Security.Cryptography;
using System.Text;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Cli.Verifying;

/// <summary>Compares what a run found with what its scenario expects.</summary>
internal static class Expectations
{
    // A sampled run of a minute knows the rate of a heap leak to a few percent; this much is the most that is let pass.
    internal const double RateMargin = 0.25;

    /// <summary>The row of a run.</summary>
    internal static VerifyRow Compare(ScenarioSpec spec, Outcome outcome, RunReport? report, double seconds)
    {
        // Next to a true rate of the heap only the heap's measured one means anything.
        var lead = spec.ExpectRate is not null
            ? Heap(report)
            : report?.Verdict.Findings.FirstOrDefault(f => f is { IsGating: true, Verdict: Verdict.Leak });
        var suspect = report?.Verdict.Suspects.FirstOrDefault();
        var (type, holder) = (TypeHit(spec.ExpectSuspect, suspect), HolderHit(spec.ExpectSuspect, suspect));
        var problems = new[]
        {
            VerdictProblem(spec, outcome, report?.Verdict),
            type == false ? "type" : null,
            holder == false ? "holder" : null,
            RateProblem(spec, report),
        };
        return new VerifyRow(
            spec.Name,
            Fingerprint(spec),
            Name(spec.Expect),
            Found(outcome, report),
            spec.ExpectRate?.Value,
            lead?.PerRequest?.Estimate,
            lead?.Unit ?? "",
            suspect?.Type ?? "",
            seconds,
            string.Join("; ", problems.OfType<string>())
        )
        {
            TypeHit = type,
            HolderHit = holder,
            Ended = outcome,
        };
    }

    /// <summary>Stands for the scenario's text.</summary>
    internal static string Fingerprint(ScenarioSpec spec) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(spec.Text)))[..16];

    private static string? VerdictProblem(ScenarioSpec spec, Outcome outcome, RunVerdict? verdict)
    {
        var isRight =
            spec.Expect == Expectation.Leak
                ? outcome == Outcome.Failed && verdict?.Verdict == Verdict.Leak
                : outcome == Outcome.Passed;
        return isRight ? null : "verdict";
    }

    /// <summary>Whether the first suspect has the expected type; null when none is expected.</summary>
    private static bool? TypeHit(ExpectedSuspect? expected, Suspect? found) =>
        expected is null ? null : found?.Type.Contains(expected.Type, StringComparison.Ordinal) ?? false;

    /// <summary>
    /// Whether the expected holder is the first suspect's, or on the path to it; null when none is expected.
    /// </summary>
    private static bool? HolderHit(ExpectedSuspect? expected, Suspect? found) =>
        expected?.Holder is not { } holder
            ? null
            : found?.Path.Prepend(found.Holder).Any(step => step.Contains(holder, StringComparison.Ordinal)) ?? false;

    private static string? RateProblem(ScenarioSpec spec, RunReport? report)
    {
        if (spec.ExpectRate is not { } truth)
            return null;
        return Heap(report)?.PerRequest?.Estimate is { } rate && Math.Abs(rate / truth.Value - 1) <= RateMargin
            ? null
            : "rate";
    }

    private static MetricFinding? Heap(RunReport? report) =>
        report?.Verdict.Findings.FirstOrDefault(f => f.Metric == "live-heap");

    private static string Found(Outcome outcome, RunReport? report) =>
        outcome switch
        {
            Outcome.LoadNotDelivered => VerifyRow.NotDelivered,
            Outcome.BrokenEnvironment => VerifyRow.Broken,
            Outcome.Interrupted or Outcome.BadInput => Name(outcome),
            _ => report is null ? Name(outcome) : Name(report.Verdict.Verdict),
        };

    private static string Name(Enum? value) => value?.ToString().ToLowerInvariant() ?? "";
}
