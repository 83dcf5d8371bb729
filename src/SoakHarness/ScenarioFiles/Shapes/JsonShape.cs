using System.Globalization;
using System.Text.Json.Nodes;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>Any YAML; reads to the JSON of the same value. Quoted values stay text.</summary>
internal sealed record JsonShape : Shape
{
    /// <inheritdoc/>
    public override string Expected => "any value";

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => true;

    /// <inheritdoc/>
    public override object? Read(YamlNode node, string key, Reading reading)
    {
        // As YAML it would be sent as one JSON text, in quotes, which nobody means.
        if (node is YamlScalar { IsPlain: false, Text: ['{' or '[', ..] })
        {
            reading.Report(
                node.At,
                key,
                "is JSON in quotes, which would be sent as one text; leave the quotes away, or write body and content-type: application/json"
            );
            return null;
        }

        return ToJson(node, key, reading)?.ToJsonString() ?? "null";
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema() => [];

    private static JsonNode? ToJson(YamlNode node, string key, Reading reading) =>
        node switch
        {
            YamlMap map => ToObject(map, key, reading),
            YamlList list => new JsonArray([.. list.Items.Select(item => ToJson(item, key, reading))]),
            _ => ToValue((YamlScalar)node, key, reading),
        };

    private static JsonObject ToObject(YamlMap map, string key, Reading reading)
    {
        var json = new JsonObject();
        foreach (var entry in map.Entries)
        {
            var path = Reading.Join(key, entry.Key.Text);
            if (!json.TryAdd(entry.Key.Text, ToJson(entry.Value, path, reading)))
            {
                reading.Report(entry.Key.At, path, "is given twice");
            }
        }

        return json;
    }

    private static JsonValue? ToValue(YamlScalar scalar, string key, Reading reading)
    {
        if (scalar.IsNothing || reading.Expand(scalar, key) is not { } text)
        {
            return null;
        }

        return scalar.IsPlain ? PlainValue(text) : JsonValue.Create(text);
    }

    private static JsonValue PlainValue(string text) =>
        text switch
        {
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                JsonValue.Create(whole),
            _ when IsNumber(text, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };

    private static bool IsNumber(string text, out double number) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number
        ) && double.IsFinite(number);
}
