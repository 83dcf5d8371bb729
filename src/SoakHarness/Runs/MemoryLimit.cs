using System.Globalization;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Runs;

/// <summary>The memory budget of a target: the scenario's, or its cgroup's.</summary>
internal static class MemoryLimit
{
    internal static double? Of(ScenarioSpec spec, Recording recording)
    {
        if (spec.Target.MemoryLimitBytes is { } limit)
            return limit;
        return
            recording.Identity.Facts.TryGetValue(TargetLimits.Memory, out var text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : null;
    }
}
