using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns <c>load</c> into its record and checks what one key alone cannot tell.</summary>
internal static class LoadBinding
{
    private static readonly LoadSpec Defaults = new();

    /// <summary>Binds the map.</summary>
    /// <param name="map">The map under <c>load</c>.</param>
    /// <param name="target">The target the load is driven against.</param>
    /// <param name="hasUrl">True when target.url was given, be it right or wrong.</param>
    public static LoadSpec Bind(MapValue map, TargetSpec target, bool hasUrl)
    {
        CheckRequests(map, hasUrl);
        return new LoadSpec
        {
            WarmUp = map.Get("warm-up", Defaults.WarmUp),
            Simulations = Simulations(map),
            Requests = RequestBinding.BindAll(map.Get<MapValue[]>("requests", [])),
            Steps = RequestBinding.BindAll(map.Get<MapValue[]>("steps", [])),
            SelfDriven = map.Find<MapValue>("self-driven") is { } driven
                ? SelfDrivenBinding.Bind(driven, target)
                : null,
            External = map.Find<MapValue>("external") is { } external
                ? ExternalBinding.Bind(external, map, target)
                : null,
            Transport = TransportBinding.Bind(map, target),
            Feeds = FeedBinding.Bind(map),
            Pacing = map.Get("pacing", Defaults.Pacing),
            RandomisedMixWindow = MixWindow(map),
            Seed = (int)map.Get("seed", (long)Defaults.Seed),
            MaxLateness = map.Get("max-lateness", Defaults.MaxLateness),
            StopWithin = map.Get("stop-within", Defaults.StopWithin),
            Part = map.Get("part", Defaults.Part),
        };
    }

    private static void CheckRequests(MapValue map, bool hasUrl)
    {
        var hasRequests = map.Has("requests") || map.Has("steps");
        if (map.Has("simulations") && !hasRequests)
        {
            map.Report("simulations", "needs requests or steps to run");
        }

        if (hasRequests && !hasUrl)
        {
            map.Report(map.Has("requests") ? "requests" : "steps", "needs target.url, which the requests are sent to");
        }

        if (hasRequests && !map.Has("simulations") && (map.Has("self-driven") || map.Has("external")))
        {
            map.Report(map.Has("requests") ? "requests" : "steps", "is only for simulations");
        }

        if (map.Has("external"))
        {
            return;
        }

        if (map.Has("pacing") && !map.Has("steps"))
        {
            map.Report("pacing", "is only for steps");
        }
        else if (map.Has("pacing") && Simulations(map) is { Length: > 0 } all && !all.Any(IsClosed))
        {
            map.Report(
                "pacing",
                "is only for virtual users: keep-constant, ramping-constant, or iterations with copies"
            );
        }

        if (map.Has("mix") && !map.Has("requests"))
        {
            map.Report("mix", "is only for requests");
        }
    }

    private static bool IsClosed(Simulation simulation) =>
        simulation is KeepConstant or RampingConstant or Iterations { RatePerSecond: null };

    private static Simulation[] Simulations(MapValue map) =>
        [.. map.Get<MapValue[]>("simulations", []).Select(SimulationBinding.Bind).OfType<Simulation>()];

    private static TimeSpan? MixWindow(MapValue map) =>
        map.Find<MapValue>("mix") is { } mix
            ? mix.Get("randomised", LoadPartText.RandomisedWindow)
            : map.Get<TimeSpan?>("mix", null);
}
