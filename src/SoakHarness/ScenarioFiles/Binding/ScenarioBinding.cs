using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns a file that was read into the scenario.</summary>
internal static class ScenarioBinding
{
    private static readonly WatchSpec WatchDefaults = new();
    private static readonly CheckpointSpec CheckpointDefaults = new();
    private static readonly VerdictSpec VerdictDefaults = new();

    /// <summary>Binds the root.</summary>
    /// <param name="map">Root of the file.</param>
    public static ScenarioSpec Bind(MapValue map)
    {
        var targetMap = map.Find<MapValue>("target");
        var target = targetMap is null ? new TargetSpec() : TargetBinding.Bind(targetMap);
        var hasUrl = targetMap?.Has("url") != false;
        return new ScenarioSpec
        {
            Name = map.Get("name", ""),
            Description = map.Get("description", "").Trim(),
            Expect = map.Get<Expectation?>("expect", null),
            ExpectSuspect = Suspect(map),
            Target = target,
            Load = map.Find<MapValue>("load") is { } load ? LoadBinding.Bind(load, target, hasUrl) : new LoadSpec(),
            Watch = map.Find<MapValue>("watch") is { } watch ? Watch(watch, target) : WatchDefaults,
            Verdict = map.Find<MapValue>("verdict") is { } verdict ? Verdict(verdict, target) : VerdictDefaults,
            BaseDirectory = map.Reading.BaseDirectory,
        };
    }

    private static ExpectedSuspect? Suspect(MapValue map)
    {
        if (map.Has("expect-suspect") && map.Get<Expectation?>("expect", null) == Expectation.Clean)
        {
            map.Report("expect-suspect", "contradicts expect: clean");
        }

        return map.Find<MapValue>("expect-suspect") is { } suspect
            ? new ExpectedSuspect(suspect.Get("type", ""), suspect.Find<string>("holder"))
            : map.Find<string>("expect-suspect") is { } type ? new ExpectedSuspect(type) : null;
    }

    private static WatchSpec Watch(MapValue map, TargetSpec target)
    {
        if (!target.IsWatched && target.Url is not null)
        {
            map.Report("needs a target process (project, command, pid or process-name); url alone is load only");
        }

        return new WatchSpec
        {
            Every = map.Get("every", WatchDefaults.Every),
            Checkpoint = map.Get("checkpoint", true) ? Checkpoint(map.Find<MapValue>("checkpoint")) : null,
            HeapSnapshots = (int)map.Get("heap-snapshots", (long)WatchDefaults.HeapSnapshots),
            Drain = map.Get("drain", WatchDefaults.Drain),
            AllocationSampling = map.Get("allocation-sampling", WatchDefaults.AllocationSampling),
        };
    }

    private static CheckpointSpec Checkpoint(MapValue? map) => map is null ? CheckpointDefaults : new CheckpointSpec
    {
        Every = map.Get<TimeSpan?>("every", null),
        Quiesce = map.Get("quiesce", CheckpointDefaults.Quiesce),
        Within = map.Get("within", CheckpointDefaults.Within),
    };

    private static VerdictSpec Verdict(MapValue map, TargetSpec target)
    {
        var metrics = map.Get<string[]>("metrics", [.. VerdictDefaults.Metrics]);
        if (target.PrometheusUrl is null)
        {
            foreach (var foreign in metrics.Where(m => m.Contains('_', StringComparison.Ordinal)))
            {
                map.Report("metrics", $"\"{foreign}\" is no metric of the harness, and target.metrics.prometheus, where others come from, is not set");
            }
        }

        return new VerdictSpec
        {
            MinGrowth = map.Get("min-growth", VerdictDefaults.MinGrowth),
            Metrics = metrics,
            Thresholds = map.Get<string[]>("thresholds", []),
            StopEarly = map.Get("stop-early", VerdictDefaults.StopEarly),
        };
    }
}
