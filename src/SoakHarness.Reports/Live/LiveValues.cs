namespace SoakHarness.Reports.Live;

/// <summary>Where a run stands now, in words; null for what is not known yet.</summary>
public sealed record LiveValues
{
    /// <summary>Scenario name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The run's folder, as a person would open it.</summary>
    public required string Folder { get; init; }

    /// <summary>Phase.</summary>
    public required string Phase { get; init; }

    /// <summary>Values by name, in the order to show.</summary>
    public IReadOnlyList<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>Scenarios of this command that are over, each with its outcome.</summary>
    public IReadOnlyList<string> Over { get; init; } = [];
}
