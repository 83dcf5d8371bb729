namespace SoakHarness.VerdictBench;

/// <summary>
/// What no judge can beat: the likelihood ratio (Neyman and Pearson 1933) of one who knows how every shape of the suite
/// is drawn, how often, how large, and the noise. Both likelihoods are means over thousands of draws without noise; the
/// level is unknown to it too. Only for short series of one length.
/// </summary>
internal sealed class Oracle
{
    private const int DrawsPerShape = 300;
    private const double Allowed = 0.005;
    private readonly double[][] _clean;
    private readonly double[][] _leaks;

    /// <summary>Draws what it knows, from a seed that no case is drawn from.</summary>
    internal Oracle(Suite suite, int seed)
    {
        var random = new Random(seed + 1_000_000);
        double[][] Known(IEnumerable<Shape> shapes) =>
            [
                .. shapes.SelectMany(shape =>
                    Enumerable.Range(0, DrawsPerShape).Select(_ => Centred(suite.Draw(shape, random).Truth))
                ),
            ];
        (_clean, _leaks) = (Known(suite.Shapes.Where(s => !s.IsLeak)), Known(suite.Shapes.Where(s => s.IsLeak)));
    }

    /// <summary>
    /// Share of the leaks above a threshold that 0.5 % of the clean series pass: all of them, and of the straight
    /// lines.
    /// </summary>
    internal (double All, double Linear) Recall(Case[] cases)
    {
        var scores = cases.Select(c => (Case: c, Score: Score(c))).ToArray();
        double[] clean = [.. scores.Where(s => !s.Case.Shape.IsLeak).Select(s => s.Score).OrderDescending()];
        var threshold = clean[(int)(Allowed * clean.Length)];
        double Found(Func<Case, bool> isOne) =>
            scores.Where(s => isOne(s.Case)).Average(s => s.Score > threshold ? 1.0 : 0);
        return (Found(c => c.Shape.IsLeak), Found(c => c.Shape.Name == "linear"));
    }

    private double Score(Case judged)
    {
        var seen = Centred([.. judged.Series.Values.Select(v => v / judged.Noise)]);
        return LogMean(seen, _leaks) - LogMean(seen, _clean);
    }

    /// <summary>Logarithm of the mean likelihood of what was seen, independent normal noise of 1.</summary>
    private static double LogMean(double[] seen, double[][] known)
    {
        double[] logs = [.. known.Select(truth => -seen.Zip(truth, (a, b) => (a - b) * (a - b)).Sum() / 2)];
        var most = logs.Max();
        return most + Math.Log(logs.Average(l => Math.Exp(l - most)));
    }

    private static double[] Centred(double[] values)
    {
        var mean = values.Average();
        return [.. values.Select(v => v - mean)];
    }
}
