namespace SoakHarness.ScenarioFiles.Yaml;

/// <summary>A map, in the order in which it was written; a key may occur twice.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Entries">Its keys and values.</param>
internal sealed record YamlMap(Place At, IReadOnlyList<YamlEntry> Entries) : YamlNode(At)
{
    /// <inheritdoc/>
    public override string Kind => "a map";

    /// <inheritdoc/>
    public override int Weight { get; } = 1 + Entries.Sum(e => 1 + e.Value.Weight);

    /// <summary>The value of the first entry with a key, or null.</summary>
    /// <param name="key">Key to look for.</param>
    public YamlNode? Find(string key) => Entries.FirstOrDefault(e => e.Key.Text == key)?.Value;
}
