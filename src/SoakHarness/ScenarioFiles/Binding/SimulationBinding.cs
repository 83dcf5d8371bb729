using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns one item of <c>load.simulations</c> into its record.</summary>
internal static class SimulationBinding
{
    /// <summary>Binds an item.</summary>
    /// <param name="item">The item: a map with one key.</param>
    /// <returns>The load shape; null when the item is wrong (already reported).</returns>
    public static Simulation? Bind(MapValue item) =>
        item.Given.FirstOrDefault() is { } kind && item.Find<MapValue>(kind) is { } map ? Bind(kind, map) : null;

    private static Simulation Bind(string kind, MapValue map) =>
        kind switch
        {
            "inject" => new Inject(Rate(map), During(map), Arrivals(map)),
            "ramping-inject" => new RampingInject(Rate(map), During(map), Arrivals(map)),
            "keep-constant" => new KeepConstant(Copies(map), During(map)),
            "ramping-constant" => new RampingConstant(Copies(map), During(map)),
            "pause" => new Pause(During(map)),
            _ => new Iterations(map.Get("count", 1L), Copies(map), map.Get<double?>("rate", null)),
        };

    private static double Rate(MapValue map) => map.Get("rate", 1.0);

    private static TimeSpan During(MapValue map) => map.Get("during", TimeSpan.Zero);

    private static int Copies(MapValue map) => (int)map.Get("copies", 1L);

    private static ArrivalKind Arrivals(MapValue map) => map.Get("arrivals", ArrivalKind.Uniform);
}
