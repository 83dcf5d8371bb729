using MathNet.Numerics.LinearAlgebra;

namespace SoakHarness.Analysis.Fitting;

/// <summary>Ordinary least squares with the lag-1 correlation of its residuals.</summary>
/// <param name="Coefficients">One per column.</param>
/// <param name="Leverage">Variance of each coefficient per unit of error variance, for independent errors.</param>
/// <param name="Residuals">Observed minus fitted.</param>
/// <param name="Rho">Lag-1 autocorrelation of the residuals with the small-sample bias (1 + 3 rho) / n added (Kendall
/// 1954), 0 to 0.98.</param>
internal sealed record LeastSquares(double[] Coefficients, double[] Leverage, double[] Residuals, double Rho)
{
    /// <summary>Fits; null when the columns are linearly dependent or there are too few points.</summary>
    internal static LeastSquares? Fit(double[][] columns, double[] y)
    {
        var (n, p) = (y.Length, columns.Length);
        if (n <= p + 1)
            return null;
        var design = Matrix<double>.Build.DenseOfColumnArrays(columns);
        var normal = design.TransposeThisAndMultiply(design);
        // Columns are scaled to about 1, so a tiny determinant means that two of them say the same.
        if (Math.Abs(normal.Determinant()) < 1e-9)
            return null;
        var inverse = normal.Inverse();
        var target = Vector<double>.Build.Dense(y);
        var beta = inverse * design.TransposeThisAndMultiply(target);
        var residuals = (target - design * beta).ToArray();
        return new LeastSquares(
            beta.ToArray(),
            [.. Enumerable.Range(0, p).Select(i => inverse[i, i])],
            residuals,
            LagOne(residuals)
        );
    }

    private static double LagOne(double[] residuals)
    {
        double products = 0,
            squares = 0;
        for (var i = 0; i < residuals.Length; i++)
        {
            squares += residuals[i] * residuals[i];
            if (i > 0)
                products += residuals[i] * residuals[i - 1];
        }

        if (squares <= 0)
            return 0;
        var raw = products / squares;
        return Math.Clamp(raw + (1 + 3 * raw) / residuals.Length, 0, 0.98);
    }
}
