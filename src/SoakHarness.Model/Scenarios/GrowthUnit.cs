namespace SoakHarness.Model.Scenarios;

/// <summary>Units of growth.</summary>
public enum GrowthUnit
{
    /// <summary>Bytes per hour.</summary>
    BytesPerHour,

    /// <summary>Percent of the base level per hour.</summary>
    PercentPerHour,

    /// <summary>Bytes per request (or per operation).</summary>
    BytesPerRequest,
}
