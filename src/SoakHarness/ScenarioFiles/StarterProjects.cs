namespace SoakHarness.ScenarioFiles;

/// <summary>
/// Projects that a new scenario may soak: those of a web service or a worker by their SDK, or folders with a
/// <c>go.mod</c>, in the repository around the scenario.
/// </summary>
public static class StarterProjects
{
    private const int Deepest = 5;
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "vendor"];

    /// <summary>Finds them.</summary>
    /// <param name="kind">One of <see cref="StarterScenario.Kinds"/>.</param>
    /// <param name="folder">Folder of the scenario; looked through from its repository down, or from itself where it is
    /// in none.</param>
    /// <returns>Paths from that folder, with slashes, in order.</returns>
    public static IReadOnlyList<string> Find(string kind, string folder)
    {
        var from = Path.GetFullPath(folder);
        var (wanted, sdk) = kind switch
        {
            "go" => ("go.mod", ""),
            "worker" => ("*.csproj", "Microsoft.NET.Sdk.Worker"),
            _ => ("*.csproj", "Microsoft.NET.Sdk.Web"),
        };
        return
        [
            .. Folders(Repository(from), 0)
                .SelectMany(inside => Files(inside, wanted))
                .Where(file => sdk.Length == 0 || Mentions(file, sdk))
                .Select(file => kind == "go" ? Path.GetDirectoryName(file)! : file)
                .Select(path => Path.GetRelativePath(from, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The project that a path names: itself, or the only one in a folder; null when it names none.</summary>
    /// <param name="kind">One of <see cref="StarterScenario.Kinds"/>.</param>
    /// <param name="path">A project file, or a folder.</param>
    public static string? In(string kind, string path) =>
        kind == "go" ? (File.Exists(Path.Combine(path, "go.mod")) ? path : null)
        : File.Exists(path) ? path
        : Files(path, "*.*proj") is [var only] ? only
        : null;

    private static string Repository(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git")))
                return at.FullName;
        }

        return from;
    }

    private static IEnumerable<string> Folders(string folder, int depth)
    {
        yield return folder;
        if (depth == Deepest)
            yield break;
        foreach (var inner in Read(() => Directory.GetDirectories(folder)))
        {
            var name = Path.GetFileName(inner);
            var isLink = new DirectoryInfo(inner).LinkTarget is not null;
            if (isLink || name.StartsWith('.') || Skipped.Contains(name))
                continue;
            foreach (var found in Folders(inner, depth + 1))
                yield return found;
        }
    }

    private static string[] Files(string folder, string wanted) => Read(() => Directory.GetFiles(folder, wanted));

    private static bool Mentions(string file, string sdk) =>
        Read(() => File.ReadAllLines(file))
            .Any(line => line.Contains($"\"{sdk}\"", StringComparison.OrdinalIgnoreCase));

    /// <summary>What cannot be read is no project to start from.</summary>
    private static string[] Read(Func<string[]> read)
    {
        try
        {
            return read();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
