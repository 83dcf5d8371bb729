using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load;

/// <summary>Names of simulations as phases.</summary>
public static class SimulationNames
{
    /// <summary>A short name, e.g. <c>inject 200/s</c>.</summary>
    /// <param name="simulation">Simulation.</param>
    public static string Of(Simulation simulation) =>
        FormattableString.Invariant(
            simulation switch
            {
                Inject inject => (FormattableString)$"inject {inject.RatePerSecond:0.###}/s",
                RampingInject ramp => $"ramp to {ramp.RatePerSecond:0.###}/s",
                KeepConstant constant => $"{constant.Copies} users",
                RampingConstant ramp => $"ramp to {ramp.Copies} users",
                Iterations iterations => $"{iterations.Count} iterations",
                _ => $"pause",
            }
        );
}
