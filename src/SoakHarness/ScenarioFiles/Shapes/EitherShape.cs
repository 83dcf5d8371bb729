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
        Alternatives.FirstOrDefault(a => a.Takes(node)) is { } shape && node is not YamlScalar { IsNothing: true }
            ? shape.Read(node, key, reading)
            : Refuse(node, key, reading);

    /// <inheritdoc/>
    public override JsonObject ToSchema() =>
        new() { ["anyOf"] = new JsonArray([.. Alternatives.Select(a => a.ToSchema())]) };
}
