using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis;

/// <summary>Cumulative metrics: bytes allocated, collections, requests.</summary>
internal static class Totals
{
    /// <summary>
    /// The series as if it had been counted by one reader: a total that falls was begun anew, by a sidecar or an
    /// exporter that started again, and what was counted in between is not known and taken as nothing.
    /// </summary>
    internal static double[] Unbroken(Series series)
    {
        var values = (double[])series.Values.Clone();
        var lost = 0.0;
        for (var i = 1; i < values.Length; i++)
        {
            lost += Math.Max(0, series.Values[i - 1] - series.Values[i]);
            values[i] += lost;
        }

        return values;
    }
}
