using SoakHarness.Model.Recordings;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Comparing;

/// <summary>One run as numbers to compare by.</summary>
public sealed class MeasuredRun
{
    // What is lived with while the program settles belongs to no comparison.
    private const double FloorPart = 0.5;
    private const double Z90 = 1.6449;
    private const double ManyDegrees = 1000;

    private MeasuredRun(IReadOnlyDictionary<string, Estimate> estimates, double requestsPerHour)
    {
        Estimates = estimates;
        RequestsPerHour = requestsPerHour;
    }

    /// <summary>Estimates by measure; those that were not measured are missing.</summary>
    internal IReadOnlyDictionary<string, Estimate> Estimates { get; }

    /// <summary>Requests per hour of load; 0 when none were counted.</summary>
    internal double RequestsPerHour { get; }

    /// <summary>Measures a recording.</summary>
    /// <param name="recording">Everything measured.</param>
    /// <param name="verdict">Its verdict, for the leak rate.</param>
    public static MeasuredRun Of(Recording recording, RunVerdict verdict)
    {
        var found = new Dictionary<string, Estimate>();
        void Add(string name, Estimate? estimate)
        {
            if (estimate is not null && double.IsFinite(estimate.Value) && double.IsFinite(estimate.Error))
                found[name] = estimate;
        }

        var blocks = new SteadyBlocks(recording, new RecordingSeries(recording).WarmUpUntil ?? 0);
        var isRequests = recording.Load.Any(w => w.Step.Length == 0);
        Add(Measure.LeakRate, LeakRate(verdict, isRequests));
        Add(Measure.Floor, Floor(recording));
        if (blocks.IsEnough)
            AddLoad(Add, blocks, recording);
        return new MeasuredRun(found, found.GetValueOrDefault(Measure.Throughput)?.Value * 3600 ?? 0);
    }

    /// <summary>One measure with its 90 % interval; null when it was not measured.</summary>
    /// <param name="measure">Name: <c>floor</c>, <c>allocated-per-request</c>, <c>p99</c>, …</param>
    public Interval? Find(string measure) => Estimates.GetValueOrDefault(measure)?.Interval;

    private static void AddLoad(Action<string, Estimate?> add, SteadyBlocks blocks, Recording recording)
    {
        add(
            Measure.Allocated,
            blocks.OfTotal(recording.OfTarget("allocated"), load => load.Sum(w => w.Completed + w.Failed))
        );
        if (recording.Collections.Count > 0)
        {
            add(Measure.Collections, blocks.OfCollections(recording.Collections, _ => 60));
            add(Measure.FullCollections, blocks.OfCollections(recording.Collections, c => c.Generation == 2 ? 60 : 0));
            add(Measure.PauseShare, blocks.OfCollections(recording.Collections, c => c.PauseMs / 1000));
        }

        foreach (var percent in (int[])[50, 95, 99])
            add(
                FormattableString.Invariant($"p{percent}"),
                blocks.OfLoad(load => Latencies.Merge(load.Select(w => w.Durations)).Percentile(percent) / 1000)
            );
        add(
            Measure.Throughput,
            blocks.OfLoad(load => load.Count == 0 ? null : load.Sum(w => w.Completed) / load.Sum(w => w.Seconds))
        );
        add(
            Measure.ErrorShare,
            blocks.OfLoad(load =>
                load.Sum(w => w.Completed + w.Failed + w.TimedOut) is > 0 and var all
                    ? (double)load.Sum(w => w.Failed + w.TimedOut) / all
                    : null
            )
        );
    }

    /// <summary>A floor that falls leaks nothing, and falling less is no leak.</summary>
    private static Estimate? LeakRate(RunVerdict verdict, bool perRequest)
    {
        var floor = verdict.Findings.FirstOrDefault(f => f.Metric == "live-heap");
        return (perRequest ? floor?.PerRequest : floor?.PerHour) is { } rate
            ? new Estimate(Math.Max(0, rate.Estimate), (rate.High - rate.Low) / 2 / Z90, ManyDegrees)
            : null;
    }

    private static Estimate? Floor(Recording recording)
    {
        var floors = recording
            .Checkpoints.Where(c => c is { Outcome: CheckpointOutcome.Completed, IsDrained: false })
            .ToArray();
        return floors.Length < 4
            ? null
            : Estimate.Mean([.. floors.Skip((int)(floors.Length * FloorPart)).Select(c => (double)c.LiveBytes)]);
    }
}
