using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns <c>verdict</c> into its record and checks that it speaks of things that are there.</summary>
internal static class VerdictBinding
{
    private static readonly VerdictSpec Defaults = new();

    /// <summary>Binds the map.</summary>
    /// <param name="map">The map under <c>verdict</c>.</param>
    /// <param name="target">The target whose metrics gate the run.</param>
    /// <param name="load">The load whose steps thresholds name.</param>
    public static VerdictSpec Bind(MapValue map, TargetSpec target, LoadSpec load)
    {
        var metrics = map.Get<string[]>("metrics", [.. Defaults.Metrics]);
        CheckMetrics(map, metrics, target);
        var thresholds = map.Get<ThresholdExpression[]>("thresholds", []);
        if (load.External is { } external)
        {
            CheckExternal(map, thresholds, external);
        }
        else
        {
            CheckSteps(map, thresholds, load);
        }

        return new VerdictSpec
        {
            MinGrowth = map.Get("min-growth", Defaults.MinGrowth),
            Metrics = metrics,
            Thresholds = [.. thresholds.Select(t => t.Text)],
            StopEarly = map.Get("stop-early", Defaults.StopEarly),
        };
    }

    private static void CheckMetrics(MapValue map, string[] metrics, TargetSpec target)
    {
        var exported = target.PrometheusUrl is null
            ? metrics.Where(m => m.Contains('_', StringComparison.Ordinal))
            : [];
        foreach (var foreign in exported)
        {
            map.Report(
                "metrics",
                $"\"{foreign}\" is no metric of the harness, "
                    + "and target.metrics.prometheus, where others come from, is not set"
            );
        }
    }

    /// <summary>Steps of an external load are known by its results only.</summary>
    private static void CheckExternal(MapValue map, ThresholdExpression[] thresholds, ExternalLoadSpec external)
    {
        foreach (var threshold in thresholds.Where(t => t.IsAboutLoad))
        {
            if (external.Format is null)
            {
                map.Report(
                    "thresholds",
                    $"\"{threshold.Text}\" needs load.external.results: without them no request is counted"
                );
            }
            else if (threshold.IsOfAsked)
            {
                map.Report(
                    "thresholds",
                    $"\"{threshold.Text}\": what an external load is asked for is not known; write a rate, like rate >= 100/s"
                );
            }
            else if (threshold.Aborts && external.Format == ResultsFormat.NBomberCsv)
            {
                map.Report(
                    "thresholds",
                    $"\"{threshold.Text}\": NBomber reports when its test is over, which is too late to abort it"
                );
            }
        }
    }

    private static void CheckSteps(MapValue map, ThresholdExpression[] thresholds, LoadSpec load)
    {
        var steps = load.Requests.Concat(load.Steps).Select(r => r.Name).ToArray();
        var known = string.Join(", ", steps.DefaultIfEmpty("none"));
        foreach (var threshold in thresholds.Where(t => t.Step is { } step && !steps.Contains(step)))
        {
            map.Report(
                "thresholds",
                $"\"{threshold.Text}\" names the step \"{threshold.Step}\"; there are {known}",
                Nearest.To(threshold.Step!, steps)
            );
        }
    }
}
