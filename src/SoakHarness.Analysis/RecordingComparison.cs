using SoakHarness.Analysis.Comparing;
using SoakHarness.Model.Comparisons;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>
/// Says what changed between two runs, or two sets of runs. A change counts when its 90 % interval excludes 0; it is a
/// regression when the whole interval lies beyond the tolerance. A side of three and more runs brings its own spread
/// between runs; a smaller one is given a usual one, and proves no regression of latency at all.
/// </summary>
public static class RecordingComparison
{
    private const int ShowsItsSpread = 3;
    private const double Bar = 1024 * 1024;

    /// <summary>Compares.</summary>
    /// <param name="before">First side, at least one run.</param>
    /// <param name="after">Second side, at least one run.</param>
    /// <param name="tolerance">Smallest worsening that fails, as a share of the first side.</param>
    /// <returns>One change per measure that either side has.</returns>
    public static IReadOnlyList<Change> Compare(
        IReadOnlyList<MeasuredRun> before,
        IReadOnlyList<MeasuredRun> after,
        double tolerance
    )
    {
        // 1 MiB/h, the default of min-growth, at the load of the second side.
        var requests = after.Average(r => r.RequestsPerHour);
        var leakBar = requests > 0 ? Bar / requests : Bar;
        var isEnough = Math.Min(before.Count, after.Count) >= ShowsItsSpread;
        return
        [
            .. Measure
                .All.Select(m => m.Name == Measure.LeakRate ? m with { Least = leakBar } : m)
                .Select(m => Of(m, Join(m, before), Join(m, after), tolerance))
                .Select(c => isEnough ? c : Doubt(c))
                .Where(c => c.Before is not null || c.After is not null),
        ];
    }

    private static Estimate? Join(Measure measure, IReadOnlyList<MeasuredRun> runs)
    {
        var known = runs.Select(r => r.Estimates.GetValueOrDefault(measure.Name)).OfType<Estimate>().ToArray();
        if (known.Length == 0)
            return null;
        var within = Math.Sqrt(known.Sum(e => e.Error * e.Error)) / known.Length;
        var mean = known.Average(e => e.Value);
        if (known.Length >= ShowsItsSpread)
        {
            var between = Estimate.Mean([.. known.Select(e => e.Value)])!;
            return between with { Error = Math.Max(between.Error, within) };
        }

        var usual = measure.RunSpread * Math.Abs(mean) / Math.Sqrt(known.Length);
        return new Estimate(mean, Math.Sqrt(within * within + usual * usual), known.Sum(e => e.Freedom));
    }

    private static Change Of(Measure measure, Estimate? before, Estimate? after, double tolerance)
    {
        var change = new Change
        {
            Measure = measure.Name,
            Unit = measure.Unit,
            Before = before?.Interval,
            After = after?.Interval,
        };
        if (before is null || after is null)
            return change with { Sentence = $"{measure.Name}: only measured {(before is null ? "after" : "before")}" };
        var share = measure.Name == Measure.LeakRate ? null : after.ShareOver(before);
        var difference = share is null ? after.Minus(before).Interval : Scale(share, before.Value);
        change = change with
        {
            Difference = difference,
            Share = share,
            Kind = Decide(measure, before, difference, tolerance),
        };
        return change with { Sentence = ChangeWords.Of(change, measure) };
    }

    private static Change Doubt(Change change) =>
        change.Kind == ChangeKind.Regression && Measure.All.Single(m => m.Name == change.Measure).NeedsRuns
            ? change with
            {
                Kind = ChangeKind.Worse,
                Sentence = change.Sentence + "; compare three runs a side to prove it",
            }
            : change;

    private static ChangeKind Decide(Measure measure, Estimate before, Interval difference, double tolerance)
    {
        var worse = measure.MoreIsBetter ? Scale(difference, -1) : difference;
        if (worse.High < 0)
            return ChangeKind.Better;
        if (worse.Low <= 0)
            return ChangeKind.Same;
        return worse.Low > tolerance * Math.Abs(before.Value) && worse.Estimate > measure.Least
            ? ChangeKind.Regression
            : ChangeKind.Worse;
    }

    private static Interval Scale(Interval interval, double factor) =>
        factor >= 0
            ? new Interval(interval.Low * factor, interval.Estimate * factor, interval.High * factor)
            : new Interval(interval.High * factor, interval.Estimate * factor, interval.Low * factor);
}
