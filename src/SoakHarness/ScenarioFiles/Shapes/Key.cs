namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>One key of a map.</summary>
/// <param name="Name">Name in kebab case.</param>
/// <param name="Shape">What its value may be.</param>
/// <param name="Meaning">A sentence for the schema: editors show it.</param>
internal sealed record Key(string Name, Shape Shape, string Meaning)
{
    /// <summary>True when the key must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What holds when the key is left out, in words; null when nothing special does.</summary>
    public string? Default { get; init; }

    /// <summary>
    /// Words that people write for it, out of habit with other tools, separated by spaces; only the hints of errors
    /// know them.
    /// </summary>
    public string AlsoWritten { get; init; } = "";
}
