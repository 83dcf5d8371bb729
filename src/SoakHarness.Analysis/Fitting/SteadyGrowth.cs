using MathNet.Numerics.Distributions;

namespace SoakHarness.Analysis.Fitting;

/// <summary>
/// The question that few points can answer: is a straight line, over the whole series, both sure and at least as likely
/// as every shape whose growth has ended by two thirds of it? The model average spreads its weight over shapes that end
/// just before the last points, which no short series can exclude; this asks only about endings that it could show.
/// </summary>
internal static class SteadyGrowth
{
    private const double LatestEnd = 0.67;
    private const double Surely = 0.998;
    private const int ManyPoints = 24;
    private static readonly Func<double, double>[] Endings = [.. Shapes()];
    private static readonly Func<double, double>[] LateEndings = [.. Later()];

    /// <summary>True when growth is steady.</summary>
    /// <param name="t">Scaled time, 0 to 1, ascending.</param>
    /// <param name="y">Values.</param>
    /// <param name="bar">Smallest growth that counts, in y per unit of scaled time.</param>
    internal static bool Is(double[] t, double[] y, double bar)
    {
        double[] ones = [.. t.Select(_ => 1.0)];
        if (LeastSquares.Fit([ones, t], y) is not { } line)
            return false;
        var n = t.Length;
        var variance = Squares(line) / (n - 2) * line.Leverage[1] * (1 + line.Rho) / (1 - line.Rho);
        var freedom = Math.Max(1, (n - 2) * (1 - line.Rho) / (1 + line.Rho));
        if (variance <= 0)
            return line.Coefficients[1] > bar;
        if (1 - StudentT.CDF(line.Coefficients[1], Math.Sqrt(variance), freedom, bar) < Surely)
            return false;
        return (n < ManyPoints ? Endings : [.. Endings, .. LateEndings])
            .Select(ending => LeastSquares.Fit([ones, [.. t.Select(ending)]], y))
            .OfType<LeastSquares>()
            .All(other => Squares(other) >= Squares(line));
    }

    /// <summary>The dictionary's shapes that end in time, and two equal steps.</summary>
    private static IEnumerable<Func<double, double>> Shapes()
    {
        foreach (
            var model in GrowthModel.Dictionary.Where(m => m is { HasTrend: false, Passing: not null } && HasEnded(m))
        )
            yield return model.Passing!;
        foreach (var one in (double[])[0.1, 0.2, 0.3])
        {
            for (var other = one + 0.2; other < LatestEnd; other += 0.1)
            {
                var second = other;
                yield return t => (t >= one ? 1 : 0) + (t >= second ? 1 : 0);
            }
        }
    }

    /// <summary>What many points can show besides: steps and ramps that end later, and doublings.</summary>
    private static IEnumerable<Func<double, double>> Later()
    {
        for (var at = 0.3; at < 0.9; at += 0.05)
        {
            var end = at;
            yield return t => t >= end ? 1 : 0;
            yield return t => Math.Min(t, end);
            yield return t => (t >= end / 4 ? 1 : 0) + (t >= end / 2 ? 2 : 0) + (t >= end ? 4 : 0);
        }
    }

    /// <summary>True for shapes with little growth after two thirds of the series.</summary>
    private static bool HasEnded(GrowthModel model)
    {
        var (start, middle, end) = (model.Passing!(0), model.Passing(LatestEnd), model.Passing(1));
        return end - middle < 0.2 * (end - start);
    }

    private static double Squares(LeastSquares fit) => fit.Residuals.Sum(r => r * r);
}
