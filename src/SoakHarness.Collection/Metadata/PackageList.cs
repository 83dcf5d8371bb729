using System.Text.Json;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// Which assemblies of a folder come from packages, by the <c>.deps.json</c> files that the SDK writes beside a
/// program. A package whose name begins as a project of the program does is of the same house and counts as the
/// program's own.
/// </summary>
internal sealed class PackageList
{
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);

    private PackageList() { }

    /// <summary>Reads the lists of a folder; without any no assembly is a package's.</summary>
    internal static PackageList Of(string folder)
    {
        var list = new PackageList();
        foreach (var file in Directory.EnumerateFiles(folder, "*.deps.json"))
            list.TryAdd(() => File.OpenRead(file));
        return list;
    }

    /// <summary>Reads the list of a program in a single file; without one no assembly is a package's.</summary>
    internal static PackageList Of(SingleFile program)
    {
        var list = new PackageList();
        list.TryAdd(() => program.Dependencies);
        return list;
    }

    /// <summary>True for an assembly that a package brought.</summary>
    /// <param name="path">File of the assembly.</param>
    internal bool Has(string path) => _files.Contains(Path.GetFileName(path));

    private void TryAdd(Func<Stream?> open)
    {
        try
        {
            using var stream = open();
            if (stream is null)
                return;
            using var content = JsonDocument.Parse(stream);
            Add(content.RootElement);
        }
        catch (Exception unreadable)
            when (unreadable
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or InvalidDataException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            // What it lists is taken for the program's own, as everything is without it.
            return;
        }
    }

    private void Add(JsonElement list)
    {
        var kinds = list.GetProperty("libraries")
            .EnumerateObject()
            .ToDictionary(library => library.Name, library => library.Value.GetProperty("type").GetString());
        var houses = kinds.Where(kind => kind.Value == "project").Select(kind => House(kind.Key)).ToHashSet();
        var assets = list.GetProperty("targets")
            .EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .Where(library =>
                kinds.GetValueOrDefault(library.Name) == "package" && !houses.Contains(House(library.Name))
            );
        foreach (var library in assets)
        {
            if (library.Value.TryGetProperty("runtime", out var files))
                _files.UnionWith(files.EnumerateObject().Select(file => file.Name[(file.Name.LastIndexOf('/') + 1)..]));
        }
    }

    /// <summary>What a name begins with, up to its first dot or its version.</summary>
    private static string House(string library) => library.Split('.', '/')[0];
}
