using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns a file that was read into the scenario.</summary>
internal static class ScenarioBinding
{
    private static readonly WatchSpec WatchDefaults = new();
    private static readonly CheckpointSpec CheckpointDefaults = new();

    /// <summary>Binds the root.</summary>
    /// <param name="map">Root of the file.</param>
    public static ScenarioSpec Bind(MapValue map)
    {
        var targetMap = map.Find<MapValue>("target");
        var target = targetMap is null ? new TargetSpec() : TargetBinding.Bind(targetMap);
        var hasUrl = targetMap?.Has("url") != false;
        var load = map.Find<MapValue>("load") is { } l ? LoadBinding.Bind(l, target, hasUrl) : new LoadSpec();
        return new ScenarioSpec
        {
            Name = map.Get("name", ""),
            Description = map.Get("description", "").Trim(),
            Expect = map.Get<Expectation?>("expect", null),
            ExpectSuspect = Suspect(map),
            ExpectRate = Rate(map),
            Target = target,
            Load = load,
            Watch = map.Find<MapValue>("watch") is { } watch ? Watch(watch, target) : WatchDefaults,
            Verdict = map.Find<MapValue>("verdict") is { } verdict
                ? VerdictBinding.Bind(verdict, target, load)
                : new VerdictSpec(),
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
            : map.Find<string>("expect-suspect") is { } type ? new ExpectedSuspect(type)
            : null;
    }

    private static MinGrowth? Rate(MapValue map)
    {
        var rate = map.Find<MinGrowth>("expect-rate");
        if (rate is { Unit: not GrowthUnit.BytesPerRequest } or { Value: <= 0 })
        {
            map.Report("expect-rate", "is a growth per request, like 1.1KiB/request");
        }

        if (rate is not null && map.Get<Expectation?>("expect", null) != Expectation.Leak)
        {
            map.Report("expect-rate", "needs expect: leak");
        }

        return rate;
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

    private static CheckpointSpec Checkpoint(MapValue? map) =>
        map is null
            ? CheckpointDefaults
            : new CheckpointSpec
            {
                Every = map.Get<TimeSpan?>("every", null),
                Quiesce = map.Get("quiesce", CheckpointDefaults.Quiesce),
                Within = map.Get("within", CheckpointDefaults.Within),
            };
}
