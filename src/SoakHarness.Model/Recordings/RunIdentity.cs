using System.Globalization;

namespace SoakHarness.Model.Recordings;

/// <summary>What a run was: read once at its start.</summary>
public sealed record RunIdentity
{
    /// <summary>Id, also the name of the run's folder.</summary>
    public required string RunId { get; init; }

    /// <summary>Scenario name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Wall clock at the run's origin.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Version of the harness.</summary>
    public string HarnessVersion { get; init; } = "";

    /// <summary>Free facts by name: machine, cores, memory, runtime, GC mode, git commit, branch, build id.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>A fact that is a number; null when it is missing or none.</summary>
    /// <param name="fact">Its name.</param>
    public double? Number(string fact) =>
        Facts.TryGetValue(fact, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
