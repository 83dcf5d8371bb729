namespace SoakHarness.ScenarioFiles.Yaml;

/// <summary>A list.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Items">Its items.</param>
internal sealed record YamlList(Place At, IReadOnlyList<YamlNode> Items) : YamlNode(At)
{
    /// <inheritdoc/>
    public override string Kind => "a list";

    /// <inheritdoc/>
    public override int Weight { get; } = 1 + Items.Sum(i => i.Weight);
}
