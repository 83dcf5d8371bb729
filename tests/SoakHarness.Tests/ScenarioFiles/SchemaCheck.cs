using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SoakHarness.Tests.ScenarioFiles;

/// <summary>Checks JSON against the keywords of JSON Schema that our schemas use; an unknown keyword throws.</summary>
internal static class SchemaCheck
{
    /// <summary>Paths of the values that violate a schema, each with the keyword.</summary>
    public static IReadOnlyList<string> Faults(JsonObject schema, JsonNode? value) => [.. Check(schema, value, "$")];

    private static IEnumerable<string> Check(JsonObject schema, JsonNode? value, string path) =>
        schema.SelectMany(keyword => Apply(keyword.Key, (schema, value), path));

    private static IEnumerable<string> Apply(string keyword, (JsonObject Schema, JsonNode? Value) on, string path)
    {
        var (rule, value) = (on.Schema[keyword]!, on.Value);
        return keyword switch
        {
            "$schema" or "title" or "description" => [],
            "type" => Fault(TypesOf(rule).Any(t => IsType(value, t)), keyword, path),
            "enum" => Fault(rule.AsArray().Any(c => JsonNode.DeepEquals(c, value)), keyword, path),
            "pattern" => Fault(!IsType(value, "string") || Regex.IsMatch((string)value!, (string)rule!), keyword, path),
            "minLength" => Fault(!IsType(value, "string") || ((string)value!).Length >= (int)rule, keyword, path),
            "minimum" => Fault(!IsType(value, "number") || (double)value! >= (double)rule, keyword, path),
            "maximum" => Fault(!IsType(value, "number") || (double)value! <= (double)rule, keyword, path),
            "exclusiveMinimum" => Fault(!IsType(value, "number") || (double)value! > (double)rule, keyword, path),
            "minItems" => Fault(value is not JsonArray list || list.Count >= (int)rule, keyword, path),
            "items" => value is JsonArray items
                ? items.SelectMany((v, i) => Check(rule.AsObject(), v, $"{path}[{i}]"))
                : [],
            "properties" => Properties(rule.AsObject(), value as JsonObject ?? [], path),
            "additionalProperties" => Others(on.Schema, value as JsonObject ?? [], path),
            "required" => value is JsonObject map
                ? Fault(rule.AsArray().All(n => map.ContainsKey((string)n!)), keyword, path)
                : [],
            "anyOf" => Fault(rule.AsArray().Any(s => !Check(s!.AsObject(), value, path).Any()), keyword, path),
            "allOf" => rule.AsArray().SelectMany(s => Check(s!.AsObject(), value, path)),
            "not" => Fault(Check(rule.AsObject(), value, path).Any(), keyword, path),
            _ => throw new NotSupportedException($"The check does not know the keyword {keyword}."),
        };
    }

    private static IEnumerable<string> Properties(JsonObject rules, JsonObject map, string path) =>
        map.Where(p => rules.ContainsKey(p.Key))
            .SelectMany(p => Check(rules[p.Key]!.AsObject(), p.Value, $"{path}.{p.Key}"));

    private static IEnumerable<string> Others(JsonObject schema, JsonObject map, string path)
    {
        var known = schema["properties"] as JsonObject ?? [];
        return map.Where(p => !known.ContainsKey(p.Key))
            .SelectMany(p =>
                schema["additionalProperties"] is JsonObject rule
                    ? Check(rule, p.Value, $"{path}.{p.Key}")
                    : [$"{path}.{p.Key}: additionalProperties"]
            );
    }

    private static IEnumerable<string> Fault(bool holds, string keyword, string path) =>
        holds ? [] : [$"{path}: {keyword}"];

    private static IEnumerable<string> TypesOf(JsonNode rule) =>
        rule is JsonArray several ? several.Select(t => (string)t!) : [(string)rule!];

    private static bool IsType(JsonNode? value, string type) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.String => type == "string",
            JsonValueKind.True or JsonValueKind.False => type == "boolean",
            JsonValueKind.Number => type == "number" || (type == "integer" && double.IsInteger((double)value)),
            JsonValueKind.Array => type == "array",
            JsonValueKind.Object => type == "object",
            null => type == "null",
            _ => false,
        };
}
