namespace SoakHarness.Model.Metrics;

/// <summary>How values of a metric relate over time.</summary>
public enum MetricKind
{
    /// <summary>A level at a moment.</summary>
    Gauge,

    /// <summary>A level read after a full GC: few points, little noise.</summary>
    Floor,

    /// <summary>A total since the process started.</summary>
    Cumulative,
}
