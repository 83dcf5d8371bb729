using MathNet.Numerics.Distributions;

namespace SoakHarness.Analysis.Fitting;

/// <summary>
/// The posterior of the slope at the end of a series, averaged over the growth models with weights exp(-BIC/2) (Raftery
/// 1995), with AR(1) errors (generalised least squares after Prais and Winsten 1954; the correlation is that of the
/// best model's residuals, so that no poor model is excused by calling its misfit correlation) and a penalty of 2
/// ln(dictionary size) for a passing part, without which a large dictionary explains every trend away.
/// </summary>
internal sealed class ModelAverage
{
    private readonly List<Part> _parts = [];

    private ModelAverage() { }

    /// <summary>Lag-1 correlation of the errors, 0 to 0.98.</summary>
    internal double Rho { get; private init; }

    /// <summary>
    /// At each point, what the best growing model puts down to passing parts and to the level of the load, in y; empty
    /// when there is no such part.
    /// </summary>
    internal double[] Passing { get; private set; } = [];

    /// <summary>Of <see cref="Passing"/>, what follows the level of the load; empty when nothing does.</summary>
    internal double[] LoadLevel { get; private set; } = [];

    /// <summary>Standard deviation of the errors about the best model, in y.</summary>
    internal double Noise { get; private init; }

    /// <summary>The models' weights, largest first.</summary>
    internal IEnumerable<(string Name, double Weight)> Weights =>
        _parts.OrderByDescending(p => p.Weight).Select(p => (p.Name, p.Weight));

    /// <summary>Fits every model.</summary>
    /// <param name="t">Scaled time, 0 to 1, ascending.</param>
    /// <param name="y">Values; at least 6.</param>
    /// <param name="floor">Smallest believable standard deviation of one value.</param>
    /// <param name="load">The load's clock; null when it says nothing that time does not.</param>
    internal static ModelAverage Fit(double[] t, double[] y, double floor, LoadClock? load = null)
    {
        var designs = GrowthModel
            .Dictionary.Where(m => m.Clock != TrendClock.Requests || load is not null)
            .Select(m => (Model: m, Columns: Design(m, t, load)))
            .ToArray();
        var plain = designs
            .Select(d => (d.Columns, Fit: LeastSquares.Fit(d.Columns, y)))
            .Where(d => d.Fit is not null)
            .MinBy(d => Criterion(d.Fit!, y.Length, d.Columns.Length, floor));
        var rho = plain.Fit!.Rho;
        var white = Whiten(y, rho);
        var average = new ModelAverage
        {
            Rho = rho,
            Noise = Math.Sqrt(plain.Fit.Residuals.Sum(r => r * r) / Math.Max(1, y.Length - plain.Columns.Length)),
        };
        foreach (var (model, columns) in designs)
            average.Add(model, columns, LeastSquares.Fit([.. columns.Select(c => Whiten(c, rho))], white), floor);
        average.Weigh();
        if (average._parts.Where(p => p.Error > 0).MaxBy(p => p.Weight) is { } growing)
        {
            average.Passing = From(growing, 2);
            average.LoadLevel = load is null ? [] : From(growing, growing.Columns.Length - 1);
        }

        return average;
    }

    /// <summary>Probability that the late slope is above a bar.</summary>
    internal double ProbabilityAbove(double bar) => ProbabilityAbove(_parts, bar);

    private static double ProbabilityAbove(IEnumerable<Part> parts, double bar) =>
        parts.Sum(p =>
            p.Weight
            * (
                p.Error <= 0
                    ? p.Slope > bar
                        ? 1
                        : 0
                    : 1 - StudentT.CDF(p.Slope, p.Error, p.Freedom, bar)
            )
        );

    /// <summary>The value the late slope is below with a probability, to 0.1 % of the spread.</summary>
    internal double Quantile(double probability) => Quantile(_parts, probability);

    /// <summary>
    /// The same among the models that grow: what the data exclude, however much likelier no growth is.
    /// </summary>
    internal double GrowthQuantile(double probability)
    {
        Part[] growing = [.. _parts.Where(p => p.Error > 0)];
        return growing.Sum(p => p.Weight) is > 0 ? Quantile(growing, probability) : Quantile(probability);
    }

    private static double Quantile(IReadOnlyCollection<Part> parts, double probability)
    {
        var spread = parts.Max(p => Math.Abs(p.Slope) + 30 * p.Error) + double.Epsilon;
        var all = parts.Sum(p => p.Weight);
        var (low, high) = (-spread, spread);
        while (high - low > 1e-4 * spread)
        {
            var middle = (low + high) / 2;
            if (1 - ProbabilityAbove(parts, middle) / all < probability)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    private static double[][] Design(GrowthModel model, double[] t, LoadClock? load)
    {
        List<double[]> columns =
        [
            [.. t.Select(_ => 1.0)],
        ];
        if (model.HasTrend)
            columns.Add(model.Clock == TrendClock.Time ? t : load!.Requests);
        if (model.Passing is { } passing)
            columns.Add([.. t.Select(passing)]);
        if (load is not null)
            columns.Add(load.Rate);
        return [.. columns];
    }

    /// <summary>What a part's columns from one on add up to; the first two are constant and trend.</summary>
    private static double[] From(Part part, int first) =>
        part.Columns.Length <= first
            ? []
            :
            [
                .. part.Columns[0]
                    .Select(
                        (_, i) =>
                            Enumerable
                                .Range(first, part.Columns.Length - first)
                                .Sum(c => part.Coefficients[c] * part.Columns[c][i])
                    ),
            ];

    private static double[] Whiten(double[] values, double rho) =>
        [.. values.Select((v, i) => i == 0 ? Math.Sqrt(1 - rho * rho) * v : v - rho * values[i - 1])];

    private static double Criterion(LeastSquares fit, int n, int p, double floor) =>
        n * Math.Log((fit.Residuals.Sum(r => r * r) + n * floor * floor) / n) + (p + 1) * Math.Log(n);

    private void Add(GrowthModel model, double[][] columns, LeastSquares? fit, double floor)
    {
        if (fit is null)
            return;
        var (n, p) = (fit.Residuals.Length, fit.Coefficients.Length);
        var least = floor * Math.Sqrt(1 - Rho * Rho);
        var sum = fit.Residuals.Sum(r => r * r) + n * least * least;
        var bic =
            Criterion(fit, n, p, least) + (model.Passing is null ? 0 : 2 * Math.Log(GrowthModel.Dictionary.Count));
        var freedom = Math.Max(1, (n - p) * (1 - Rho) / (1 + Rho));
        var (slope, error) = model.HasTrend
            ? (fit.Coefficients[1], Math.Sqrt(sum / (n - p) * fit.Leverage[1]))
            : (0, 0);
        _parts.Add(new Part(model.Name, bic, slope, error, freedom, columns, fit.Coefficients));
    }

    /// <summary>Turns criteria into weights that sum to 1.</summary>
    private void Weigh()
    {
        var least = _parts.Min(p => p.Bic);
        var total = _parts.Sum(p => Math.Exp((least - p.Bic) / 2));
        foreach (var part in _parts)
            part.Weight = Math.Exp((least - part.Bic) / 2) / total;
    }

    private sealed record Part(
        string Name,
        double Bic,
        double Slope,
        double Error,
        double Freedom,
        double[][] Columns,
        double[] Coefficients
    )
    {
        internal double Weight { get; set; }
    }
}
