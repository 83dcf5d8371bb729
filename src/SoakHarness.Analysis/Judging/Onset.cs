using SoakHarness.Analysis.Fitting;

namespace SoakHarness.Analysis.Judging;

/// <summary>
/// When growth began that began in mid-run: the knee of a level that turns into a line, where that fits clearly better
/// than a line and than an acceleration.
/// </summary>
internal static class Onset
{
    private const double Earliest = 0.1;
    private const double Latest = 0.85;
    private const double Step = 0.025;

    // A difference of 6 in BIC is strong evidence (Kass and Raftery 1995).
    private const double Clearly = 6;

    /// <summary>Seconds of the recording; null when it grew from the start, or when that is not clear.</summary>
    internal static double? Of(JudgedSeries window)
    {
        var (start, seconds) = (window.Times[0], window.Times[^1] - window.Times[0]);
        double[] t = [.. window.Times.Select(x => (x - start) / seconds)];
        var rest = Rest(window, t, x => x);
        var bent = Math.Min(rest, Rest(window, t, x => x * x));
        var (knee, least) = (0.0, double.PositiveInfinity);
        for (var at = Earliest; at <= Latest; at += Step)
        {
            var from = at;
            if (Rest(window, t, x => Math.Max(0, x - from)) is var squares && squares < least)
                (knee, least) = (at, squares);
        }

        var n = t.Length;
        return n * Math.Log(bent / least) - Math.Log(n) > Clearly ? start + knee * seconds : null;
    }

    /// <summary>Sum of squares about a constant and one shape, with what a value is uncertain by at least.</summary>
    private static double Rest(JudgedSeries window, double[] t, Func<double, double> shape)
    {
        var floor = Noise.Least(window);
        var fit = LeastSquares.Fit(
            [
                [.. t.Select(_ => 1.0)],
                [.. t.Select(shape)],
            ],
            window.Values
        );
        return (fit?.Residuals.Sum(r => r * r) ?? double.PositiveInfinity) + t.Length * floor * floor;
    }
}
