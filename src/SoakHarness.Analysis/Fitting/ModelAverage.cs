using MathNet.Numerics.Distributions;

namespace SoakHarness.Analysis.Fitting;

/// <summary>
/// The posterior of the slope at the end of a series, averaged over the growth models with weights exp(-BIC/2) (Raftery 1995), the BIC
/// with the innovation variance of AR(1) errors and a penalty of 2 ln(dictionary size) for a passing part, without which a large dictionary
/// explains every trend away.
/// </summary>
internal sealed class ModelAverage
{
    private readonly List<(double Weight, double Slope, double Error, double Freedom)> _parts = [];

    private ModelAverage()
    {
    }

    /// <summary>Name of the model with the largest weight.</summary>
    internal string Best { get; private set; } = "";

    /// <summary>Weighted mean of the late slope, in y per unit of scaled time.</summary>
    internal double Mean => _parts.Sum(p => p.Weight * p.Slope);

    /// <summary>Fits every model.</summary>
    /// <param name="t">Scaled time, 0 to 1, ascending.</param>
    /// <param name="y">Values; at least 6.</param>
    /// <param name="floor">Smallest believable standard deviation of one value.</param>
    internal static ModelAverage Fit(double[] t, double[] y, double floor)
    {
        var fits = GrowthModel.Dictionary.Select(model => (Model: model, Fit: Evaluate(model, t, y, floor))).Where(f => f.Fit is not null).ToArray();
        var least = fits.Min(f => f.Fit!.Value.Bic);
        var total = fits.Sum(f => Math.Exp((least - f.Fit!.Value.Bic) / 2));
        var average = new ModelAverage { Best = fits.MinBy(f => f.Fit!.Value.Bic).Model.Name };
        foreach (var (_, fit) in fits)
            average._parts.Add((Math.Exp((least - fit!.Value.Bic) / 2) / total, fit.Value.Slope, fit.Value.Error, fit.Value.Freedom));
        return average;
    }

    /// <summary>Probability that the late slope is above a bar.</summary>
    internal double ProbabilityAbove(double bar) => _parts.Sum(p => p.Weight * (p.Error <= 0
        ? p.Slope > bar ? 1 : 0
        : 1 - StudentT.CDF(p.Slope, p.Error, p.Freedom, bar)));

    /// <summary>The value the late slope is below with a probability, to 0.1 % of the spread.</summary>
    internal double Quantile(double probability)
    {
        var spread = _parts.Max(p => Math.Abs(p.Slope) + 30 * p.Error) + double.Epsilon;
        var (low, high) = (-spread, spread);
        while (high - low > 1e-4 * spread)
        {
            var middle = (low + high) / 2;
            if (1 - ProbabilityAbove(middle) < probability)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    private static (double Bic, double Slope, double Error, double Freedom)? Evaluate(GrowthModel model, double[] t, double[] y, double floor)
    {
        List<double[]> columns = [[.. t.Select(_ => 1.0)]];
        if (model.HasTrend)
            columns.Add(t);
        if (model.Passing is { } passing)
            columns.Add([.. t.Select(passing)]);
        if (LeastSquares.Fit([.. columns], y) is not { } fit)
            return null;
        var (n, p) = (y.Length, columns.Count);
        var sum = fit.Residuals.Sum(r => r * r) + n * floor * floor;
        var innovation = sum / n * (1 - fit.Rho * fit.Rho);
        var bic = n * Math.Log(innovation) + (p + 1) * Math.Log(n);
        if (model.Passing is not null)
            bic += 2 * Math.Log(GrowthModel.Dictionary.Count);
        var freedom = Math.Max(1, (n - p) * (1 - fit.Rho) / (1 + fit.Rho));
        if (!model.HasTrend)
            return (bic, 0, 0, freedom);
        var variance = sum / (n - p) * fit.Leverage[1] * (1 + fit.Rho) / (1 - fit.Rho);
        return (bic, fit.Coefficients[1], Math.Sqrt(variance), freedom);
    }
}
