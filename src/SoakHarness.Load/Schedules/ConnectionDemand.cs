using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Schedules;

/// <summary>How many connections a load will need at once.</summary>
internal static class ConnectionDemand
{
    // A full collection of a large heap holds a target up that long; the arrivals of that time wait side by side.
    private const double HeldUpSeconds = 0.1;

    /// <summary>
    /// One for each copy of a closed model, and for each arrival of a tenth of a second of an open one; at most what
    /// the transport allows.
    /// </summary>
    internal static int Of(LoadSpec load) =>
        (int)
            Math.Min(
                load.Transport.MaxConnections,
                load.Simulations.Select(s => Of(s, load.Part.Count)).DefaultIfEmpty().Max()
            );

    private static double Of(Simulation simulation, int parts) =>
        simulation switch
        {
            Inject inject => Arrivals(inject.RatePerSecond, parts),
            RampingInject ramp => Arrivals(ramp.RatePerSecond, parts),
            Iterations { RatePerSecond: { } rate } => Arrivals(rate, parts),
            KeepConstant constant => constant.Copies,
            RampingConstant ramp => ramp.Copies,
            Iterations iterations => iterations.Copies,
            _ => 0,
        };

    private static double Arrivals(double rate, int parts) => Math.Ceiling(rate * HeldUpSeconds / parts);
}
