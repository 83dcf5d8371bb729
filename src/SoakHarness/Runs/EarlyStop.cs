using SoakHarness.Analysis;
using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Runs;

/// <summary>
/// Watches the floors of a run with <c>verdict.stop-early</c> and tells once when a leak is certain. Without the key it
/// never does.
/// </summary>
/// <param name="spec">Scenario.</param>
internal sealed class EarlyStop(VerdictSpec spec)
{
    private EarlyLooks _looks = new(new JudgeOptions { MinGrowth = spec.MinGrowth });
    private readonly List<(double Time, double Bytes, double Requests)> _floors = [];
    private readonly TaskCompletionSource<string> _certain = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the reason when the run is to be stopped.</summary>
    internal Task<string> Certain => _certain.Task;

    /// <summary>Takes a floor that was read under load, after the warm-up.</summary>
    /// <param name="time">Seconds.</param>
    /// <param name="bytes">Live bytes.</param>
    /// <param name="rate">Requests per second at that time.</param>
    internal void Add(double time, long bytes, double rate)
    {
        if (!spec.StopEarly || !spec.Metrics.Contains("live-heap"))
            return;
        var before = _floors.Count > 0 ? _floors[^1] : (Time: time, Bytes: 0.0, Requests: 0.0);
        _floors.Add((time, bytes, before.Requests + rate * (time - before.Time)));
        var series = new JudgedSeries(
            "live-heap",
            SeriesKind.Floor,
            [.. _floors.Select(f => f.Time)],
            [.. _floors.Select(f => f.Bytes)],
            [.. _floors.Select(f => f.Requests)]
        );
        if (_looks.Look(series) is { } finding)
        {
            _certain.TrySetResult(
                FormattableString.Invariant($"Stopped early at {time:0} s, as the scenario asks: three looks in a row ")
                    + $"convicted live-heap, which had grown from {Amount(finding.Base)} to {Amount(finding.FloorAfter)}."
            );
        }
    }

    /// <summary>Begins anew: a target that was restarted has another heap.</summary>
    internal void Forget()
    {
        _floors.Clear();
        _looks = new EarlyLooks(new JudgeOptions { MinGrowth = spec.MinGrowth });
    }

    private static string Amount(double bytes) => Analysis.Wording.Amounts.Of(bytes, true);
}
