namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// Tests that measure: they run one after another, since they would disturb each other's measurements.
/// </summary>
internal static class Measuring
{
    public const string Name = "measuring";
}
