using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>One run of the reader over one file: collects problems and fills in <c>${NAME}</c>.</summary>
internal sealed class Reading
{
    private readonly string file;
    private readonly Placeholders placeholders;
    private readonly List<ScenarioProblem> problems = [];

    /// <summary>Starts a reading.</summary>
    /// <param name="file">The file as the caller named it.</param>
    /// <param name="placeholders">Fills in placeholders.</param>
    public Reading(string file, Placeholders placeholders)
    {
        this.file = file;
        this.placeholders = placeholders;
        BaseDirectory = Path.GetDirectoryName(Path.GetFullPath(file)) ?? Path.GetPathRoot(Path.GetFullPath(file))!;
    }

    /// <summary>Absolute folder of the file.</summary>
    public string BaseDirectory { get; }

    /// <summary>Texts that must be masked.</summary>
    public SecretTexts Secrets { get; } = new();

    /// <summary>The problems so far, in the order of the file, without secrets.</summary>
    public IReadOnlyList<ScenarioProblem> Problems =>
        [
            .. problems
                .Select(p => p with { Message = Secrets.MaskIn(p.Message) })
                .OrderBy(p => p.Line)
                .ThenBy(p => p.Column)
                .Distinct(),
        ];

    /// <summary>Where a key that is wrong here would be right; null when nowhere or in several places.</summary>
    public Func<string, string?> Elsewhere { get; init; } = _ => null;

    /// <summary>Path of a key inside a map.</summary>
    /// <param name="path">Path of the map; empty for the root.</param>
    /// <param name="key">Key in the map.</param>
    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>Takes a problem.</summary>
    /// <param name="at">Where it is.</param>
    /// <param name="key">Path of the key.</param>
    /// <param name="message">What is wrong and what was expected, without a full stop.</param>
    /// <param name="nearest">What was probably meant.</param>
    public void Report(Place at, string key, string message, string? nearest = null) =>
        problems.Add(new ScenarioProblem(file, at.Line, at.Column, key, message) { Nearest = nearest });

    /// <summary>Fills in the placeholders of the environment; those of the load are left.</summary>
    /// <param name="scalar">The value as written.</param>
    /// <param name="key">Path of its key.</param>
    /// <returns>The text, or null when a placeholder cannot be filled in (reported).</returns>
    public string? Expand(YamlScalar scalar, string key)
    {
        var expanded = placeholders.Expand(scalar.Text, key);
        foreach (var secret in expanded.Secrets)
        {
            Secrets.Add(secret);
        }

        foreach (var problem in expanded.Problems)
        {
            Report(scalar.At, key, problem.Message, problem.Nearest);
        }

        return expanded.Problems.Count == 0 ? expanded.Text : null;
    }
}
