using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SoakHarness.ScenarioFiles.Keys;

namespace SoakHarness.ScenarioFiles;

/// <summary>The JSON Schema (draft 2020-12) of scenario files, made from the table the reader uses.</summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Renders the schema as indented JSON that ends with a line break.</summary>
    public static string Render()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "SoakHarness scenario",
        };
        foreach (var (name, value) in ScenarioKeys.Shape.ToSchema())
        {
            schema[name] = value?.DeepClone();
        }

        return schema.ToJsonString(Layout) + "\n";
    }
}
