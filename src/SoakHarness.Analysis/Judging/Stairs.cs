namespace SoakHarness.Analysis.Judging;

/// <summary>
/// Growth in steps: a line through them is poor, but that there are many, all upward, until late, is plain.
/// </summary>
internal static class Stairs
{
    private const int Needed = 6;

    // In standard deviations of the change from one point to the next.
    private const double Up = 5;
    private const double Down = 4;

    /// <summary>
    /// How many steps up there are; 0 when it is no staircase: fewer than six, one down, or none in one of the thirds.
    /// </summary>
    internal static int Count(JudgedSeries window)
    {
        var n = window.Values.Length - 1;
        if (n < 3 * Needed)
            return 0;
        double[] changes = [.. Enumerable.Range(0, n).Select(i => window.Values[i + 1] - window.Values[i])];
        var spread = Math.Max(Noise.OfErrors(changes), Noise.Least(window));
        int[] ups = [.. Enumerable.Range(0, n).Where(i => changes[i] > Up * spread)];
        var isSpread = Enumerable.Range(0, 3).All(third => ups.Any(i => i * 3 / n == third));
        return ups.Length >= Needed && isSpread && changes.Min() > -Down * spread ? ups.Length : 0;
    }
}
