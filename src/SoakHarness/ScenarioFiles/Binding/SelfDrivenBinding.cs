using System.Text.RegularExpressions;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns <c>load.self-driven</c> into its record.</summary>
internal static class SelfDrivenBinding
{
    /// <summary>Binds the map.</summary>
    /// <param name="map">The map under <c>load.self-driven</c>.</param>
    /// <param name="target">The target that drives itself.</param>
    public static SelfDrivenSpec Bind(MapValue map, TargetSpec target)
    {
        var operations = map.Find<MapValue>("operations");
        var pattern = operations?.Find<Regex>("stdout");
        if (pattern is not null && pattern.GetGroupNumbers().Length < 2)
        {
            operations!.Report("stdout", "needs a group around the count, like ops=(\\d+)");
        }

        if (operations?.Has("prometheus") == true && target.PrometheusUrl is null)
        {
            operations.Report("prometheus", "needs target.metrics.prometheus, where the counter is read");
        }

        if (operations?.Has("stdout") == true && !target.IsStarted)
        {
            operations.Report("stdout", "needs a target the harness starts: the output of others cannot be read");
        }

        return new SelfDrivenSpec
        {
            During = map.Get("during", TimeSpan.Zero),
            Meter = operations?.Find<string>("meter"),
            OutputPattern = pattern?.ToString(),
            PrometheusCounter = operations?.Find<string>("prometheus"),
        };
    }
}
