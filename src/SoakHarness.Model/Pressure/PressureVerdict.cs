namespace SoakHarness.Model.Pressure;

/// <summary>Whether a target's GC pressure is what its scenario allows.</summary>
public enum PressureVerdict
{
    /// <summary>The scenario sets no threshold on it.</summary>
    NotAsked,

    /// <summary>Every threshold on it held.</summary>
    Acceptable,

    /// <summary>A threshold on it did not hold.</summary>
    TooHigh,

    /// <summary>What a threshold asks for was not measured.</summary>
    NotMeasured,
}
