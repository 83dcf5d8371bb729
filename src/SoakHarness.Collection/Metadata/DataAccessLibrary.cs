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
    /// <param name="given">Folder to look in and in no other; null to look beside that library, and in the folder of the
    /// same version of this machine's installation.</param>
    /// <exception cref="FileNotFoundException">It is not there; the message says what to do.</exception>
    internal static string Find(string runtime, string? given)
    {
        var folder = Path.GetDirectoryName(runtime)!;
        string[] folders = given is not null ? [given] : [folder, Path.Combine(Installed, Path.GetFileName(folder))];
        return folders.Select(place => Path.Combine(place, Name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                given is not null
                    ? $"there is no {Name} in {given}"
                    : $"its runtime, {folder}, is not on this machine: give the folder of that version, which holds {Name}, with --runtime"
            );
    }
}
