namespace SoakHarness.Model.Scenarios;

/// <summary>Spacing of the arrivals of an open load.</summary>
public enum ArrivalKind
{
    /// <summary>Equal intervals.</summary>
    Uniform,

    /// <summary>Exponential intervals (a Poisson process), drawn from the load's seed.</summary>
    Poisson,
}
