namespace SoakHarness.Analysis.Fitting;

/// <summary>
/// The load as a second clock and as a level: what a service holds may grow by the request, and may be larger while it
/// has more to do.
/// </summary>
/// <param name="Requests">Requests so far at each point, scaled to 0..1.</param>
/// <param name="Rate">Request rate about each point as a share of the mean, minus 1.</param>
internal sealed record LoadClock(double[] Requests, double[] Rate)
{
    private const double LeastVariation = 0.05;

    /// <summary>The clock of a series; null when the rate hardly varies: then requests say what time says.</summary>
    /// <param name="times">Ascending.</param>
    /// <param name="requests">Requests so far; null when not counted.</param>
    internal static LoadClock? Of(double[] times, double[]? requests)
    {
        if (requests is null || times.Length < 6 || requests[^1] <= requests[0])
            return null;
        var n = times.Length;
        var mean = (requests[^1] - requests[0]) / (times[^1] - times[0]);
        var rate = new double[n];
        for (var i = 0; i < n; i++)
        {
            var (from, to) = (Math.Max(0, i - 1), Math.Min(n - 1, i + 1));
            rate[i] = (requests[to] - requests[from]) / (times[to] - times[from]) / mean - 1;
        }

        var variation = Math.Sqrt(rate.Average(r => r * r));
        return variation < LeastVariation
            ? null
            : new LoadClock([.. requests.Select(r => (r - requests[0]) / (requests[^1] - requests[0]))], rate);
    }
}
