using System.Text.Json.Nodes;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>
/// A map whose keys are names chosen by the author; reads to a dictionary of the values that are right.
/// </summary>
/// <typeparam name="T">Type that a value reads to.</typeparam>
/// <param name="Value">What a value may be.</param>
/// <param name="KeyMeaning">What the keys are, in the plural.</param>
internal sealed record DictionaryShape<T>(Shape Value, string KeyMeaning) : Shape
    where T : notnull
{
    /// <inheritdoc/>
    public override string Expected => $"a map from {KeyMeaning} to {Value.Expected}";

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlMap;

    /// <inheritdoc/>
    public override object? Read(YamlNode node, string key, Reading reading)
    {
        if (node is not YamlMap map)
        {
            return Refuse(node, key, reading);
        }

        var values = new Dictionary<string, T>();
        var places = new Dictionary<string, Place>();
        foreach (var entry in map.Entries)
        {
            var (name, path) = (entry.Key.Text, Reading.Join(key, entry.Key.Text));
            if (!places.TryAdd(name, entry.Key.At))
            {
                reading.Report(entry.Key.At, path, $"is given twice, first on line {places[name].Line}");
            }
            else if (Value.Read(entry.Value, path, reading) is T value)
            {
                values[name] = value;
            }
        }

        return values;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new() { ["type"] = "object", ["additionalProperties"] = Value.ToSchema() };
}
