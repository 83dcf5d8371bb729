using SoakHarness.Analysis.Fitting;
using SoakHarness.Analysis.Judging;

namespace SoakHarness.Analysis;

/// <summary>What a connection holds of the live heap, by how the floor changed where their number did.</summary>
internal static class BytesPerConnection
{
    private const double StandardErrors = 2;

    // Kestrel holds 9 KB for each, net/http of Go 17 KB; what is far above is not only the connection.
    private const double Most = 64 * 1024;

    /// <summary>
    /// Least squares over the changes from floor to floor: so much for each connection, so much for each request (or
    /// second). The noise is the median of what is left, so that a single jump of another cause does not hide it.
    /// </summary>
    /// <param name="floors">The floors.</param>
    /// <param name="connections">Connections at each.</param>
    /// <returns>
    /// Bytes, two standard errors to each side and not below 0; null where the number of connections cannot be told
    /// from the course of time, or they hold more than connections do.
    /// </returns>
    internal static (double Low, double High)? Of(JudgedSeries floors, double[] connections)
    {
        var opened = Changes(connections);
        var passed = Changes(floors.Requests ?? floors.Times);
        var mean = passed.DefaultIfEmpty().Average();
        if (mean <= 0)
            return null;
        if (LeastSquares.Fit([opened, [.. passed.Select(p => p / mean)]], Changes(floors.Values)) is not { } fit)
            return null;
        var noise = Math.Max(Noise.OfErrors(fit.Residuals), Noise.Least(floors));
        var reach = StandardErrors * noise * Math.Sqrt(fit.Leverage[0]);
        var (low, high) = (fit.Coefficients[0] - reach, fit.Coefficients[0] + reach);
        return low > Most || high < 0 ? null : (Math.Max(0, low), Math.Min(Most, high));
    }

    private static double[] Changes(double[] values) => [.. values.Skip(1).Zip(values, (next, last) => next - last)];
}
