namespace SoakHarness.Load.Thresholds;

/// <summary>
/// A threshold: what is measured must compare to a bound, e.g. <c>p99 &lt; 250ms</c>, <c>step pay: fail-rate &lt;= 1%
/// from 2m or abort</c>, <c>rate &gt;= 99% of asked</c>.
/// </summary>
/// <param name="Text">As written.</param>
/// <param name="Step">Step it is about; null for whole iterations.</param>
/// <param name="Quantity">What is measured: <c>p50</c>…<c>p99.99</c>, <c>mean</c>, <c>max</c>, <c>rate</c>,
/// <c>fail-rate</c>, or the name of a metric.</param>
/// <param name="IsServiceTime">True when a duration is counted from the sending, not from the intended start.</param>
/// <param name="Comparison"><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</param>
/// <param name="Bound">Bound in seconds, bytes, per second, or as a ratio.</param>
/// <param name="IsOfAsked">True when the bound is a share of the rate asked for.</param>
public sealed record ThresholdExpression(
    string Text,
    string? Step,
    string Quantity,
    bool IsServiceTime,
    string Comparison,
    double Bound,
    bool IsOfAsked
)
{
    /// <summary>What comes earlier after the warm-up does not count. Default: everything counts.</summary>
    public TimeSpan From { get; init; }

    /// <summary>True when it is about what is measured of the load, not about a metric of the target.</summary>
    public bool IsAboutLoad { get; init; }

    /// <summary>True when the run ends as soon as it is not kept; it is checked once a second.</summary>
    public bool Aborts { get; init; }

    /// <summary>How many of these checks must find it not kept before the run ends. Default: the first.</summary>
    public int AbortsAfter { get; init; } = 1;

    /// <summary>True when a measured value keeps the threshold.</summary>
    /// <param name="value">In the bound's unit.</param>
    public bool Holds(double value) =>
        Comparison switch
        {
            "<" => value < Bound,
            "<=" => value <= Bound,
            ">" => value > Bound,
            _ => value >= Bound,
        };
}
