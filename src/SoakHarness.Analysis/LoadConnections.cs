using SoakHarness.Analysis.Judging;
using SoakHarness.Analysis.Wording;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>
/// Connections that the load itself held open. Each is a handle, a goroutine of a Go server and some kilobytes of the
/// target, and a slow answer makes an open load open another. What grows only with them is no leak.
/// </summary>
internal sealed class LoadConnections
{
    private readonly Series? _standing;

    /// <param name="recording">Everything measured.</param>
    /// <param name="sockets">The target's sockets; null when they were not counted.</param>
    internal LoadConnections(Recording recording, JudgedSeries? sockets)
    {
        var standing = recording.Series.FirstOrDefault(s =>
            s.Metric == "connections" && s.Source.Role == SourceRole.Generator && s.Times.Length > 0
        );
        _standing = standing is not null && sockets is not null && AreIn(sockets, standing) ? standing : null;
    }

    /// <summary>
    /// The finding of a series that does not grow apart from what the connections hold; null where that is not sure, or
    /// not needed.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="finding">What was found of it as it is.</param>
    /// <param name="judge">Judges a series.</param>
    internal MetricFinding? Acquit(JudgedSeries series, MetricFinding finding, Func<JudgedSeries, MetricFinding> judge)
    {
        if (_standing is null || finding.Verdict == Verdict.Clean || series.Times.Length < 2)
            return null;
        var connections = At(_standing, series.Times);
        var opened = connections[^1] - connections.Min();
        if (opened < 1 || Each(series, connections) is not { } each)
            return null;
        var most = judge(Without(series, connections, each.High));
        if (most.Verdict != Verdict.Clean)
            return null;
        var least = each.Low == each.High ? most : judge(Without(series, connections, each.Low));
        return least.Verdict == Verdict.Clean
            ? least with
            {
                Base = finding.Base,
                FloorBefore = finding.FloorBefore,
                FloorAfter = finding.FloorAfter,
                Reason = Words(series.Metric, opened, each) + " " + least.Reason,
            }
            : null;
    }

    private static (double Low, double High)? Each(JudgedSeries series, double[] connections) =>
        series.Metric switch
        {
            "handles" or "sockets" or "goroutines" => (1, 1),
            "live-heap" => BytesPerConnection.Of(series, connections),
            _ => null,
        };

    private static JudgedSeries Without(JudgedSeries series, double[] connections, double each) =>
        series with
        {
            Values = [.. series.Values.Select((v, i) => v - each * connections[i])],
        };

    /// <summary>
    /// True when the connections are seen in the target: what they do is a good part of what its sockets do. They end
    /// elsewhere where a proxy stands before it, or where another process of it answers.
    /// </summary>
    private static bool AreIn(JudgedSeries sockets, Series standing)
    {
        var connections = At(standing, sockets.Times);
        return Variance([.. sockets.Values.Select((v, i) => v - connections[i])]) < Variance(sockets.Values) / 2;
    }

    private static double[] At(Series standing, double[] times) =>
        [.. times.Select(t => Math.Round(Between.At(standing.Times, standing.Values, t)))];

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }

    private static string Words(string metric, double opened, (double Low, double High) each)
    {
        var held = each.Low == each.High ? "" : $", {Amounts.Of((each.Low + each.High) / 2, isBytes: true)} each";
        return FormattableString.Invariant(
            $"Apart from the connections that the load opened itself ({opened:0} more at the end than at the least{held}):"
        );
    }
}
