namespace SoakHarness.Reports.Html;

/// <summary>
/// Thins a series for drawing: of each bucket of time the first, the smallest, the largest and the last value stay, so
/// that no spike is hidden.
/// </summary>
internal static class Thinning
{
    private const int Buckets = 600;

    /// <summary>At most 2400 points.</summary>
    internal static (double[] Times, double[] Values) Thin(double[] times, double[] values)
    {
        if (times.Length <= 4 * Buckets)
            return (times, values);
        var kept = new List<int>(4 * Buckets);
        var width = (times[^1] - times[0]) / Buckets;
        for (int i = 0, bucket = 0; i < times.Length; bucket++)
        {
            var first = i;
            var end = bucket == Buckets - 1 ? double.PositiveInfinity : times[0] + (bucket + 1) * width;
            var (least, most) = (i, i);
            for (; i < times.Length && times[i] < end; i++)
            {
                least = values[i] < values[least] ? i : least;
                most = values[i] > values[most] ? i : most;
            }

            if (i > first)
                kept.AddRange(new[] { first, least, most, i - 1 }.Distinct().Order());
        }

        return ([.. kept.Select(k => times[k])], [.. kept.Select(k => values[k])]);
    }
}
