using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Schedules;

/// <summary>
/// The intended start times of an open simulation: the i-th arrival stands where the integral of the rate reaches i
/// (Poisson: where it reaches the sum of i exponential draws of mean 1). So the number of arrivals is the integral of
/// the rate, whatever the shape.
/// </summary>
public static class ArrivalSchedule
{
    /// <summary>Arrivals of one part of the load.</summary>
    /// <param name="from">Rate at the start, arrivals per second.</param>
    /// <param name="to">Rate at the end.</param>
    /// <param name="seconds">Length, above 0.</param>
    /// <param name="draw">Draws an exponential of mean 1; null for equal intervals.</param>
    /// <param name="part">Which of the arrivals are taken: every <c>Count</c>-th, beginning with the
    /// <c>Number</c>-th.</param>
    /// <returns>Seconds since the start of the simulation, ascending, all below <paramref name="seconds"/>.</returns>
    public static IEnumerable<double> Arrivals(
        double from,
        double to,
        double seconds,
        Func<double>? draw,
        LoadPart part
    )
    {
        var total = (from + to) / 2 * seconds;
        var reached = 0.0;
        for (var i = 0L; ; i++)
        {
            if (reached >= total - 1e-9)
                yield break;
            if (i % part.Count == part.Number - 1)
                yield return TimeAt(from, to, seconds, reached);
            reached = draw is null ? i + 1 : reached + draw();
        }
    }

    /// <summary>When the integral of a linear rate reaches a number of arrivals.</summary>
    private static double TimeAt(double from, double to, double seconds, double arrivals)
    {
        // A ramp from a rate of 0 would divide 0 by 0 here.
        if (arrivals <= 0)
            return 0;
        var slope = (to - from) / seconds;
        if (Math.Abs(slope) < 1e-12)
            return arrivals / from;
        // from * t + slope * t^2 / 2 = arrivals, in the form that keeps its digits when the slope is small.
        return 2 * arrivals / (from + Math.Sqrt(Math.Max(0, from * from + 2 * slope * arrivals)));
    }
}
