namespace SoakHarness.Analysis.Fitting;

/// <summary>What a steady trend is steady in.</summary>
internal enum TrendClock
{
    /// <summary>There is no steady trend.</summary>
    None,

    /// <summary>Elapsed time.</summary>
    Time,

    /// <summary>Requests so far.</summary>
    Requests,
}
