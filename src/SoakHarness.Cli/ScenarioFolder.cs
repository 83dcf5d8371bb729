using System.Text.RegularExpressions;

namespace SoakHarness.Cli;

/// <summary>Finds the scenarios among the YAML files of a folder, where other programs may have theirs.</summary>
internal static partial class ScenarioFolder
{
    /// <summary>The scenario files of a folder, by path; a file stands for itself, whatever is in it.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="depth">Whether the folders in it are searched too.</param>
    /// <param name="notes">Told of each YAML file that is left out.</param>
    internal static IEnumerable<string> Files(string path, SearchOption depth, TextWriter notes)
    {
        if (!Directory.Exists(path))
            return [path];
        var files = Directory
            .EnumerateFiles(path, "*.y*ml", depth)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" && !IsBuilt(Path.GetRelativePath(path, file)))
            .Order(StringComparer.Ordinal)
            .ToLookup(MayBeScenario);
        foreach (var other in files[false])
            notes.WriteLine($"{other} is left out: a scenario has target or load at the beginning of a line.");
        return files[true];
    }

    private static bool IsBuilt(string file) =>
        file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules");

    /// <summary>False where neither of the two keys stands that every scenario needs; true of an empty file.</summary>
    private static bool MayBeScenario(string file)
    {
        try
        {
            var text = File.ReadAllText(file).TrimStart();
            return text.Length == 0 || text.StartsWith('{') || Key().IsMatch(text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it says why it cannot be read.
            return true;
        }
    }

    [GeneratedRegex("""^["']?(target|load)s?["']?\s*:""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Key();
}
