using MathNet.Numerics.Distributions;
using SoakHarness.Analysis.Fitting;
using SoakHarness.Analysis.Judging;

namespace SoakHarness.VerdictBench;

/// <summary>
/// What a team would do without a model of shape: the first 30 % dropped, significance .01, growth above .05 % of the
/// base an hour.
/// </summary>
internal static class PlainMethods
{
    private const double PerHour = 0.0005;

    internal static IReadOnlyList<(string Name, Func<JudgedSeries, bool> Convicts)> All { get; } =
    [
        ("least squares, t test", s => Late(s, LeastSquaresConvicts)),
        ("Mann-Kendall", s => Late(s, x => MannKendall(x, corrected: false))),
        ("Mann-Kendall, Hamed-Rao", s => Late(s, x => MannKendall(x, corrected: true))),
        ("Theil-Sen, block bootstrap", s => Late(s, Bootstrap)),
        ("predict_linear, doubling in 83 days", s => Late(s, x => Line(x.Times, x.Values).Slope > Bar(x))),
        ("last tenth > 1.05 x first tenth", s => Late(s, LastAboveFirst)),
    ];

    private static bool Late(JudgedSeries series, Func<JudgedSeries, bool> convicts)
    {
        var late = series.From(0.3 * series.Times[^1]);
        return late.Times.Length >= 4 && convicts(Thin(late));
    }

    // The pairwise methods are quadratic: 600 points stand for more.
    private static JudgedSeries Thin(JudgedSeries series)
    {
        var step = Math.Max(1, series.Times.Length / 600);
        return step == 1
            ? series
            : series with
            {
                Times = [.. series.Times.Where((_, i) => i % step == 0)],
                Values = [.. series.Values.Where((_, i) => i % step == 0)],
                Requests = null,
            };
    }

    private static double Bar(JudgedSeries series) => PerHour * series.Values.Average() / 3600;

    private static bool LeastSquaresConvicts(JudgedSeries series)
    {
        var (slope, error) = Line(series.Times, series.Values);
        return slope > Bar(series) && slope / error > StudentT.InvCDF(0, 1, series.Times.Length - 2, 0.99);
    }

    private static (double Slope, double Error) Line(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        var sxx = x.Sum(v => (v - mx) * (v - mx));
        var slope = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / sxx;
        var residual = x.Zip(y, (a, b) => Math.Pow(b - my - slope * (a - mx), 2)).Sum();
        return (slope, Math.Sqrt(residual / (x.Length - 2) / sxx));
    }

    private static bool MannKendall(JudgedSeries series, bool corrected)
    {
        var (n, y) = (series.Values.Length, series.Values);
        double s = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
                s += Math.Sign(y[j] - y[i]);
        }

        var variance = n * (n - 1.0) * (2 * n + 5) / 18 * (corrected ? HamedRao(series) : 1);
        return TheilSen.Slope(series.Times, y)!.Estimate > Bar(series)
            && s > 0
            && 1 - Normal.CDF(0, 1, (s - 1) / Math.Sqrt(variance)) < 0.01;
    }

    /// <summary>
    /// Hamed and Rao 1998: the variance grows with the significant autocorrelations of the ranks of the detrended
    /// series.
    /// </summary>
    private static double HamedRao(JudgedSeries series)
    {
        var n = series.Values.Length;
        var slope = TheilSen.Slope(series.Times, series.Values)!.Estimate;
        var order = Enumerable.Range(0, n).OrderBy(i => series.Values[i] - slope * series.Times[i]).ToArray();
        var ranks = new double[n];
        for (var i = 0; i < n; i++)
            ranks[order[i]] = i;
        var mean = ranks.Average();
        var all = ranks.Sum(r => (r - mean) * (r - mean));
        double sum = 0;
        for (var lag = 1; lag < Math.Min(n - 3, 60); lag++)
        {
            double product = 0;
            for (var i = lag; i < n; i++)
                product += (ranks[i] - mean) * (ranks[i - lag] - mean);
            var rho = product / all;
            if (Math.Abs(rho) > 1.96 / Math.Sqrt(n))
                sum += (n - lag) * (n - lag - 1.0) * (n - lag - 2) * rho;
        }

        return Math.Max(0.1, 1 + 2 / (n * (n - 1.0) * (n - 2)) * sum);
    }

    private static bool Bootstrap(JudgedSeries series)
    {
        var thin = series.Times.Length <= 100 ? series : Thin(Blocks.Reduce(series));
        var (n, random) = (thin.Times.Length, new Random(1));
        var slope = TheilSen.Slope(thin.Times, thin.Values)!.Estimate;
        double[] rest = [.. thin.Values.Select((v, i) => v - slope * thin.Times[i])];
        var length = Math.Max(1, (int)Math.Cbrt(n) * 2);
        var above = 0;
        for (var round = 0; round < 200; round++)
        {
            double[] y = [.. Enumerable.Range(0, n)];
            for (var i = 0; i < n; )
            {
                var from = random.Next(n - length + 1);
                for (var k = 0; k < length && i < n; k++, i++)
                    y[i] = rest[from + k];
            }

            if (TheilSen.Slope(thin.Times, y)!.Estimate >= slope - Bar(series))
                above++;
        }

        return slope > Bar(series) && above < 2;
    }

    private static bool LastAboveFirst(JudgedSeries series)
    {
        var tenth = Math.Max(1, series.Values.Length / 10);
        return series.Values[^tenth..].Average() > 1.05 * series.Values[..tenth].Average();
    }
}
