namespace SoakHarness.Analysis;

/// <summary>Values between samples, by linear interpolation; before the first and after the last they stay.</summary>
internal static class Between
{
    internal static double At(double[] times, double[] values, double time)
    {
        var index = Array.BinarySearch(times, time);
        if (index >= 0)
            return values[index];
        var next = ~index;
        if (next == 0)
            return values[0];
        if (next == times.Length)
            return values[^1];
        var share = (time - times[next - 1]) / (times[next] - times[next - 1]);
        return values[next - 1] + share * (values[next] - values[next - 1]);
    }
}
