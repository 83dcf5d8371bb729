namespace SoakHarness.ScenarioFiles.Yaml;

/// <summary>A node of a YAML document with the place where it begins.</summary>
/// <param name="At">Where it begins.</param>
internal abstract record YamlNode(Place At)
{
    /// <summary>What a person calls this kind of node.</summary>
    public abstract string Kind { get; }

    /// <summary>Number of nodes at and below this one; aliases count each time they are used.</summary>
    public abstract int Weight { get; }
}
