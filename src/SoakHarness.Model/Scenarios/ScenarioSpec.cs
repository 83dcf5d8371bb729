namespace SoakHarness.Model.Scenarios;

/// <summary>One scenario as its author wrote it, validated, with defaults filled in and paths made absolute.</summary>
public sealed record ScenarioSpec
{
    /// <summary>Short name, unique among the scenarios of a folder.</summary>
    public required string Name { get; init; }

    /// <summary>What the scenario does and what it proves, for the report's reader. Empty when not given.</summary>
    public string Description { get; init; } = "";

    /// <summary>What <c>soak verify</c> must find; null when the scenario makes no promise.</summary>
    public Expectation? Expect { get; init; }

    /// <summary>The suspect <c>soak verify</c> must find in the first place; null when none is promised.</summary>
    public ExpectedSuspect? ExpectSuspect { get; init; }

    /// <summary>
    /// The true growth of the live heap in bytes per request, which <c>soak verify</c> must measure within a quarter;
    /// null when none is promised.
    /// </summary>
    public MinGrowth? ExpectRate { get; init; }

    /// <summary>The program under test.</summary>
    public required TargetSpec Target { get; init; }

    /// <summary>The load that is driven against it.</summary>
    public LoadSpec Load { get; init; } = new();

    /// <summary>What is sampled and how often.</summary>
    public WatchSpec Watch { get; init; } = new();

    /// <summary>What fails the run.</summary>
    public VerdictSpec Verdict { get; init; } = new();

    /// <summary>Absolute folder of the scenario file: the base of its relative paths.</summary>
    public string BaseDirectory { get; init; } = "";

    /// <summary>
    /// Text of the scenario file with secrets masked, for the report; empty for scenarios written in C#.
    /// </summary>
    public string Text { get; init; } = "";
}
