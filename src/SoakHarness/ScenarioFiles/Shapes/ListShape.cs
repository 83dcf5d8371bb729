using System.Globalization;
using System.Text.Json.Nodes;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>A list of at least one item; reads to the list of the items that are right.</summary>
/// <typeparam name="T">Type that an item reads to.</typeparam>
/// <param name="Item">What an item may be.</param>
internal sealed record ListShape<T>(Shape Item) : Shape
    where T : notnull
{
    /// <inheritdoc/>
    public override string Expected => $"a list, each item {Item.Expected}";

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlList;

    /// <inheritdoc/>
    public override object? Read(YamlNode node, string key, Reading reading)
    {
        if (node is not YamlList list)
        {
            return Refuse(node, key, reading);
        }

        if (list.Items.Count == 0)
        {
            reading.Report(list.At, key, $"is empty; expected {Expected}");
        }

        var items = list.Items.Select(
            (item, i) => Item.Read(item, key + string.Create(CultureInfo.InvariantCulture, $"[{i}]"), reading)
        );
        return items.ToArray().OfType<T>().ToArray();
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema() =>
        new()
        {
            ["type"] = "array",
            ["items"] = Item.ToSchema(),
            ["minItems"] = 1,
        };
}
