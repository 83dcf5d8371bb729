using System.Text.Json.Nodes;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>A value of one of several kinds, told apart by being a single value, a map or a list.</summary>
/// <param name="Alternatives">The kinds.</param>
internal sealed record EitherShape(params Shape[] Alternatives) : Shape
{
    /// <inheritdoc/>
    public override string Expected => string.Join(", or ", Alternatives.Select(a => a.Expected));

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => Alternatives.Any(a => a.Takes(node));

    /// <inheritdoc/>
    public override object? Read(YamlNode node, string key, Reading reading) =>
        Alternatives.FirstOrDefault(a => a.Takes(node)) switch
        {
            null => Refuse(node, key, reading),
            _ when node is YamlScalar { IsNothing: true } => Refuse(node, key, reading),
            // A wrong single value may be meant for the map or the list.
            ScalarShape single when node is YamlScalar scalar => reading.Expand(scalar, key) is { } text
                ? single.Parse(text) ?? Refuse(node, key, reading)
                : null,
            var shape => shape.Read(node, key, reading),
        };

    /// <inheritdoc/>
    public override string? Meant(YamlNode node) =>
        Alternatives.Select(a => a.Meant(node)).FirstOrDefault(m => m != null);

    /// <inheritdoc/>
    public override JsonObject ToSchema() =>
        new() { ["anyOf"] = new JsonArray([.. Alternatives.Select(a => a.ToSchema())]) };
}
