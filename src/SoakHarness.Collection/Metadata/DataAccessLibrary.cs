namespace SoakHarness.Collection.Metadata;

/// <summary>
/// Finds the library with which a runtime's structures are read: each version of a runtime has its own.
/// </summary>
internal static class DataAccessLibrary
{
    /// <summary>File name of it.</summary>
    internal const string Name = "libmscordaccore.so";

    /// <summary>Folder of all shared runtimes of the .NET installation that runs this, one for each version.</summary>
    private static readonly string Installed = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..")
    );

    /// <summary>Finds it.</summary>
    /// <param name="runtime">Path of the runtime's own library, as the process had it.</param>
    /// <param name="place">Where to look.</param>
    /// <returns>
    /// At least one, the likeliest first. That of a container may need a newer C library than there is here: then that
    /// of the same version on this machine does.
    /// </returns>
    /// <exception cref="FileNotFoundException">It is not there; the message says what to do.</exception>
    internal static IReadOnlyList<string> Find(string runtime, RuntimePlace place)
    {
        var folder = Path.GetDirectoryName(runtime)!;
        string[] folders = place.Folder is { } given
            ? [given]
            : [place.Root + folder, Path.Combine(Installed, Path.GetFileName(folder))];
        string[] found = [.. folders.Select(at => Path.Combine(at, Name)).Where(File.Exists).Distinct()];
        if (found.Length > 0)
            return found;
        throw new FileNotFoundException(
            place.Folder is not null
                ? $"there is no {Name} in {place.Folder}"
                : $"its runtime, {folder}, is not on this machine: give the folder of that version, which holds {Name}, with --runtime"
        );
    }
}
