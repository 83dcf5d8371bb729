using MathNet.Numerics.Distributions;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Comparing;

/// <summary>A value with its standard error.</summary>
/// <param name="Value">Best estimate.</param>
/// <param name="Error">Standard error, at least 0.</param>
/// <param name="Freedom">Degrees of freedom behind the error, at least 1.</param>
internal sealed record Estimate(double Value, double Error, double Freedom)
{
    /// <summary>The value with its 90 % interval.</summary>
    internal Interval Interval
    {
        get
        {
            var reach = Error == 0 ? 0 : Error * StudentT.InvCDF(0, 1, Freedom, 0.95);
            return new Interval(Value - reach, Value, Value + reach);
        }
    }

    /// <summary>
    /// Mean of values that vary by chance, e.g. of blocks of time or of runs; null when there is none.
    /// </summary>
    internal static Estimate? Mean(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return null;
        var mean = values.Average();
        var squares = values.Sum(v => (v - mean) * (v - mean));
        return values.Count == 1
            ? new Estimate(mean, 0, 1)
            : new Estimate(mean, Math.Sqrt(squares / (values.Count - 1) / values.Count), values.Count - 1);
    }

    /// <summary>The difference to another estimate, with the degrees of freedom of Welch and Satterthwaite.</summary>
    internal Estimate Minus(Estimate other)
    {
        var (a, b) = (Error * Error, other.Error * other.Error);
        var freedom = a + b == 0 ? 1 : (a + b) * (a + b) / (a * a / Freedom + b * b / other.Freedom);
        return new Estimate(Value - other.Value, Math.Sqrt(a + b), Math.Max(1, freedom));
    }

    /// <summary>
    /// How much larger it is than another estimate, as a share with its 90 % interval on the scale of ratios, so that
    /// nothing falls by more than 100 %; null unless both are above 0.
    /// </summary>
    internal Interval? ShareOver(Estimate other)
    {
        if (Value <= 0 || other.Value <= 0)
            return null;
        var ratio = new Estimate(Math.Log(Value), Error / Value, Freedom)
            .Minus(new Estimate(Math.Log(other.Value), other.Error / other.Value, other.Freedom))
            .Interval;
        return new Interval(Math.Exp(ratio.Low) - 1, Math.Exp(ratio.Estimate) - 1, Math.Exp(ratio.High) - 1);
    }
}
