using SoakHarness.Runs;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.Cli;

/// <summary>The option <c>--duration</c>: scenarios with their loads stretched to it.</summary>
internal static class Stretching
{
    /// <summary>Stretches scenarios.</summary>
    /// <param name="scenarios">Scenarios.</param>
    /// <param name="duration">Text of the option; null to keep them as they are.</param>
    /// <param name="stretched">The scenarios to run.</param>
    /// <returns>What is wrong with the text; null when nothing is.</returns>
    internal static string? Apply(
        IReadOnlyList<ReadScenario> scenarios,
        string? duration,
        out IReadOnlyList<ReadScenario> stretched
    )
    {
        stretched = scenarios;
        if (duration is null)
            return null;
        if (!DurationText.TryParse(duration, out var length))
            return $"--duration {duration}: write a number and a unit: 90s, 10m, 8h or 2d.";
        stretched =
        [
            .. scenarios.Select(s => s with { Spec = s.Spec with { Load = StretchedLoad.To(s.Spec.Load, length) } }),
        ];
        return null;
    }
}
