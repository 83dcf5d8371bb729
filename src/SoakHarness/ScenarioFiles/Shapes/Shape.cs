using System.Text.Json.Nodes;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>What a value may be. The same object reads values, words the errors and renders the JSON Schema.</summary>
internal abstract record Shape
{
    /// <summary>What the value must be, as the end of "expected …".</summary>
    public abstract string Expected { get; }

    /// <summary>Reads a value.</summary>
    /// <param name="node">The value as written.</param>
    /// <param name="key">Path of its key.</param>
    /// <param name="reading">Takes the problems.</param>
    /// <returns>The value, or null when it is wrong (the problems say why).</returns>
    public abstract object? Read(YamlNode node, string key, Reading reading);

    /// <summary>Renders the JSON Schema of the value.</summary>
    public abstract JsonObject ToSchema();

    /// <summary>True when a node is of the kind (scalar, map, list) this shape reads.</summary>
    /// <param name="node">Node to look at.</param>
    public abstract bool Takes(YamlNode node);

    /// <summary>What was probably meant by a value that is wrong; null when nothing comes near.</summary>
    /// <param name="node">The value as written.</param>
    public virtual string? Meant(YamlNode node) => null;

    /// <summary>Reports that a value is of the wrong kind.</summary>
    /// <param name="node">The value as written.</param>
    /// <param name="key">Path of its key.</param>
    /// <param name="reading">Takes the problem.</param>
    protected object? Refuse(YamlNode node, string key, Reading reading)
    {
        reading.Report(node.At, key, $"expected {Expected}, found {node.Kind}", Meant(node));
        return null;
    }
}
