using SoakHarness.Model.Recordings;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>
/// Decides a run from the findings on its metrics. Any gating metric that leaks makes it a leak. Clean needs a clean
/// floor (where a floor was measured) and no gating metric that is inconclusive, except native memory that a run was
/// merely too short to judge: that is said, and does not hold up a clean verdict.
/// </summary>
public static class RunDecision
{
    /// <summary>Decides.</summary>
    /// <param name="findings">Findings on all metrics.</param>
    /// <param name="checkpoints">Checkpoints, for what they found besides the floor.</param>
    /// <param name="work">What rates are counted by, as <see cref="Recording.Work"/>.</param>
    public static RunVerdict Decide(
        IReadOnlyList<MetricFinding> findings,
        IReadOnlyList<Checkpoint> checkpoints,
        string work = "request"
    )
    {
        MetricFinding[] ordered =
        [
            .. findings.OrderByDescending(f => f.IsGating).ThenByDescending(f => f.IsGating ? f.Verdict : 0),
        ];
        var gating = ordered.Where(f => f.IsGating).ToArray();
        var leaks = gating.Where(f => f.Verdict == Verdict.Leak).ToArray();
        var blank = new RunVerdict { Findings = ordered, Explanations = Explanations.Of(ordered, work) };
        if (leaks.Length > 0)
            return blank with
            {
                Verdict = Verdict.Leak,
                Confidence = Together(gating.Select(_ => leaks.Max(f => f.Confidence))),
                Reason = string.Join(' ', leaks.Select(f => f.Reason)),
            };
        if (gating.Length == 0)
            return blank with { Reason = "None of the metrics that gate the run was measured." };
        if (gating.FirstOrDefault(HoldsUp) is { } open)
            return blank with { Confidence = open.Confidence, Reason = open.Reason + Missing(checkpoints) };
        if (gating.All(f => f.Metric != "live-heap") && checkpoints.Count > 0)
            return blank with { Reason = "No checkpoint gave a floor." + Missing(checkpoints) };
        var clean = gating.Where(f => f.Verdict == Verdict.Clean).ToArray();
        return clean.Length == 0
            ? blank with
            {
                Reason = gating[0].Reason,
            }
            : blank with
            {
                Verdict = Verdict.Clean,
                Confidence = Together(clean.Select(f => f.Confidence)),
                Reason = Sentence(clean, gating),
            };
    }

    /// <summary>
    /// Confidence of several verdicts at once (Bonferroni): each of the gating metrics had its chance to be convicted
    /// wrongly, and a clean run is clean in all of them.
    /// </summary>
    private static double Together(IEnumerable<double> confidences) => Math.Max(0.5, 1 - confidences.Sum(c => 1 - c));

    private static bool HoldsUp(MetricFinding finding) =>
        finding.Verdict == Verdict.Inconclusive
        && finding
            is not {
                Metric: "native-memory" or "threads" or "handles" or "goroutines" or "child-processes",
                Code: ReasonCode.TooShort
                    or ReasonCode.TooNoisy
                    or ReasonCode.Decelerating
                    or ReasonCode.StepOnly
                    or ReasonCode.FallsBack
            };

    private static string Sentence(MetricFinding[] clean, MetricFinding[] gating)
    {
        var main = clean.FirstOrDefault(f => f.Metric == "live-heap") ?? clean[0];
        var open = gating.Where(f => f.Verdict == Verdict.Inconclusive).ToLookup(f => f.Code == ReasonCode.TooShort);
        var names = open[false].Select(f => f.Metric).ToArray();
        // Growth that may be a leak is told; that a metric could not be judged is said by its name.
        return string.Join(' ', open[true].Select(f => f.Reason).Prepend(main.Reason))
            + (names.Length == 0 ? "" : $" The run was too short to judge {string.Join(" and ", names)}.");
    }

    private static string Missing(IReadOnlyList<Checkpoint> checkpoints)
    {
        var failed = checkpoints.Count(c => c.Outcome != CheckpointOutcome.Completed);
        return failed == 0
            ? ""
            : FormattableString.Invariant(
                $" {failed} of {checkpoints.Count} checkpoints gave no floor ({checkpoints.First(c => c.Outcome != CheckpointOutcome.Completed).Note})."
            );
    }
}
