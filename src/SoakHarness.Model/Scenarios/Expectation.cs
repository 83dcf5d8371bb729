namespace SoakHarness.Model.Scenarios;

/// <summary>The verdict a scenario promises (<c>expect:</c>).</summary>
public enum Expectation
{
    /// <summary>The target must be found clean.</summary>
    Clean,

    /// <summary>The target must be found leaking.</summary>
    Leak,
}
