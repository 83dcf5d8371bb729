using System.Text.Json.Nodes;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>A single value that is read from its text after <c>${NAME}</c> was filled in.</summary>
/// <param name="Words">What the value must be.</param>
/// <param name="Parse">Text to value; null when the text is wrong.</param>
/// <param name="Schema">Renders the JSON Schema of the value.</param>
internal sealed record ScalarShape(string Words, Func<string, object?> Parse, Func<JsonObject> Schema) : Shape
{
    /// <inheritdoc/>
    public override string Expected => Words;

    /// <summary>Right values to look for the nearest in; empty when there is no such list.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Other spellings of a wrong text, the likeliest first; the first that reads is named.</summary>
    public Func<string, IEnumerable<string>> Repair { get; init; } = _ => [];

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlScalar;

    /// <inheritdoc/>
    public override object? Read(YamlNode node, string key, Reading reading)
    {
        if (node is not YamlScalar scalar || scalar.IsNothing)
        {
            return Refuse(node, key, reading);
        }

        if (reading.Expand(scalar, key) is not { } text)
        {
            return null;
        }

        if (Parse(text) is { } value)
        {
            return value;
        }

        return Refuse(node, key, reading);
    }

    /// <inheritdoc/>
    public override string? Meant(YamlNode node) =>
        node is YamlScalar scalar
            ? Nearest.To(scalar.Text, Choices) ?? Repair(scalar.Text).FirstOrDefault(text => Parse(text) is not null)
            : null;

    /// <inheritdoc/>
    public override JsonObject ToSchema() => Schema();
}
