using System.Text.Json.Nodes;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>A path that must exist, relative to the scenario file; reads to the absolute path.</summary>
/// <param name="Words">What must be there.</param>
/// <param name="Exists">Whether an absolute path is what was asked for.</param>
internal sealed record PathShape(string Words, Func<string, bool> Exists) : Shape
{
    /// <summary>A file.</summary>
    public static PathShape ToFile { get; } = new("a file", File.Exists);

    /// <summary>A folder.</summary>
    public static PathShape ToFolder { get; } = new("a folder", Directory.Exists);

    /// <summary>A path that is written to, so that nothing has to exist yet.</summary>
    public static PathShape ToAnything { get; } = new("a path", _ => true);

    /// <summary>What can be built: a .NET project file, or a Go module's folder.</summary>
    public static PathShape ToProject { get; } = new("a .NET project file, or a folder with a go.mod", IsProject);

    /// <inheritdoc/>
    public override string Expected => Words;

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlScalar;

    /// <inheritdoc/>
    public override object? Read(YamlNode node, string key, Reading reading)
    {
        if (node is not YamlScalar scalar || scalar.IsNothing)
        {
            return Refuse(node, key, reading);
        }

        if (reading.Expand(scalar, key) is not { Length: > 0 } text)
        {
            return null;
        }

        var path = Path.GetFullPath(Path.Combine(reading.BaseDirectory, text));
        if (Exists(path))
        {
            return path;
        }

        reading.Report(
            scalar.At,
            key,
            $"expected {Words}, but \"{scalar.Text}\" is none (paths are relative to the scenario file)"
        );
        return null;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new() { ["type"] = "string", ["minLength"] = 1 };

    private static bool IsProject(string path) =>
        (File.Exists(path) && Path.GetExtension(path) is ".csproj" or ".fsproj" or ".vbproj")
        || File.Exists(Path.Combine(path, "go.mod"));
}
