namespace SoakHarness.Model.Scenarios;

/// <summary>Another program that generates the load.</summary>
public sealed record ExternalLoadSpec
{
    /// <summary>
    /// Program and arguments, never a shell string; <c>${SOAK_URL}</c> stands for the target's address and
    /// <c>${SOAK_RESULTS}</c> for the file of results. Both are in its environment too.
    /// </summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Format of the results; null when none are imported and requests are not counted.</summary>
    public ResultsFormat? Format { get; init; }

    /// <summary>
    /// Absolute path of the file of results; null for one in the run's folder, which the program learns by
    /// <c>SOAK_RESULTS</c>. Ignored without a format.
    /// </summary>
    public string? Results { get; init; }

    /// <summary>After this time it is asked to end, warm-up included; null when it ends by itself.</summary>
    public TimeSpan? Within { get; init; }
}
