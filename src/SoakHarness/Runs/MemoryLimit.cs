using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Runs;

/// <summary>The memory budget of a target: the scenario's, or its cgroup's.</summary>
internal static class MemoryLimit
{
    internal static double? Of(ScenarioSpec spec, Recording recording) =>
        spec.Target.MemoryLimitBytes ?? recording.Identity.Number(TargetLimits.Memory);
}
