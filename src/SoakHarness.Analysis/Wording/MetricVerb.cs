namespace SoakHarness.Analysis.Wording;

/// <summary>What a metric does, in the number its name has: live-heap grows, handles grow.</summary>
internal static class MetricVerb
{
    /// <param name="metric">Name.</param>
    /// <param name="one">For an amount.</param>
    /// <param name="many">For a count, which is named in the plural.</param>
    internal static string Of(string metric, string one, string many) =>
        metric.EndsWith('s') && !Judging.Bar.IsBytes(metric) ? many : one;
}
