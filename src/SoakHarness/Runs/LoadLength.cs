using SoakHarness.Model.Scenarios;

namespace SoakHarness.Runs;

/// <summary>How long a load is meant to last.</summary>
internal static class LoadLength
{
    /// <summary>
    /// Length without the warm-up; iterations at a rate count with their expected length, those of a closed load with
    /// none.
    /// </summary>
    internal static TimeSpan Of(LoadSpec load) =>
        load.SelfDriven is { } driven
            ? driven.During
            : load.Simulations.Aggregate(TimeSpan.Zero, (sum, simulation) => sum + Of(simulation));

    private static TimeSpan Of(Simulation simulation) =>
        simulation is Iterations { RatePerSecond: { } rate, Count: var count }
            ? TimeSpan.FromSeconds(count / rate)
            : simulation.During;
}
