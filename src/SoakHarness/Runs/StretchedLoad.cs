using SoakHarness.Model.Scenarios;

namespace SoakHarness.Runs;

/// <summary>
/// A load of another length: every simulation keeps its share of the time; rates stay. An external
/// load cannot be made longer: it is ended then.
/// </summary>
public static class StretchedLoad
{
    /// <summary>Stretches or shrinks a load.</summary>
    /// <param name="load">Load.</param>
    /// <param name="length">Length without the warm-up.</param>
    public static LoadSpec To(LoadSpec load, TimeSpan length)
    {
        if (load.SelfDriven is { } driven)
            return load with { SelfDriven = driven with { During = length } };
        if (load.External is { } external)
            return load with { External = external with { Within = load.WarmUp + length } };
        var now = LoadLength.Of(load);
        var factor = now > TimeSpan.Zero ? length / now : 1;
        return load with { Simulations = [.. load.Simulations.Select(s => Stretch(s, factor))] };
    }

    private static Simulation Stretch(Simulation simulation, double factor) =>
        simulation is Iterations iterations
            ? iterations with
            {
                Count = Math.Max(1, (long)(iterations.Count * factor)),
            }
            : simulation with
            {
                During = simulation.During * factor,
            };
}
