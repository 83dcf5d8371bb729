namespace SoakHarness.Analysis.Judging;

/// <summary>One series to judge.</summary>
/// <param name="Metric">Metric name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Times">Seconds, strictly ascending.</param>
/// <param name="Values">As many, finite.</param>
/// <param name="Requests">Requests so far at each of the times; null when nothing was counted.</param>
public sealed record JudgedSeries(string Metric, SeriesKind Kind, double[] Times, double[] Values, double[]? Requests)
{
    /// <summary>The points from a time on.</summary>
    /// <param name="from">Seconds.</param>
    public JudgedSeries From(double from)
    {
        var first = Array.FindIndex(Times, t => t >= from);
        return first <= 0
            ? (first == 0 ? this : this with { Times = [], Values = [], Requests = Requests is null ? null : [] })
            : Skip(first);
    }

    /// <summary>The points without the last one.</summary>
    public JudgedSeries WithoutLast() => First(Times.Length - 1);

    /// <summary>The first points.</summary>
    /// <param name="count">How many.</param>
    public JudgedSeries First(int count) =>
        this with
        {
            Times = Times[..count],
            Values = Values[..count],
            Requests = Requests?[..count],
        };

    /// <summary>The points without the first ones.</summary>
    /// <param name="count">How many to leave out.</param>
    public JudgedSeries Skip(int count) =>
        this with
        {
            Times = Times[count..],
            Values = Values[count..],
            Requests = Requests?[count..],
        };
}
