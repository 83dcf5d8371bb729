namespace SoakHarness.Model.Comparisons;

/// <summary>Two runs, or sets of runs, side by side.</summary>
public sealed record Comparison
{
    /// <summary>What the first side is called.</summary>
    public required string Before { get; init; }

    /// <summary>What the second side is called.</summary>
    public required string After { get; init; }

    /// <summary>Runs on the first side.</summary>
    public int RunsBefore { get; init; }

    /// <summary>Runs on the second side.</summary>
    public int RunsAfter { get; init; }

    /// <summary>Smallest worsening that fails, as a share of the first side.</summary>
    public double Tolerance { get; init; }

    /// <summary>Changes, in the order in which reports show them.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>True when a measure got worse by more than the tolerance, surely.</summary>
    public bool HasRegression => Changes.Any(c => c.Kind == ChangeKind.Regression);
}
