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
    /// <param name="version">
    /// The runtime's version as it shows it itself: a program that brings its runtime along, in a file or a folder, may
    /// not bring this library.
    /// </param>
    /// <returns>
    /// At least one, the likeliest first. That of a container may need a newer C library than there is here: then that
    /// of the same version on this machine does.
    /// </returns>
    /// <exception cref="FileNotFoundException">It is not there; the message says what to do.</exception>
    internal static IReadOnlyList<string> Find(string runtime, RuntimePlace place, Version? version = null)
    {
        var folder = Path.GetDirectoryName(runtime)!;
        string[] folders = place.Folder is { } given
            ? [given]
            : [place.Root + folder, .. Names(folder, version).Select(name => Path.Combine(Installed, name))];
        string[] found = [.. folders.Select(at => Path.Combine(at, Name)).Where(File.Exists).Distinct()];
        if (found.Length > 0)
            return found;
        throw new FileNotFoundException(
            place.Folder is not null
                ? $"there is no {Name} in {place.Folder}"
                : $"{Name} of its runtime{Of(version)} is neither in {folder} nor installed here: install that version, or read a dump with soak heap import --runtime FOLDER, where FOLDER holds it"
        );
    }

    private static string Of(Version? version) => Release(version) is { } release ? $", .NET {release}," : "";

    private static IEnumerable<string> Names(string folder, Version? version) =>
        new[] { Path.GetFileName(folder), Release(version) }.OfType<string>().Distinct();

    private static string? Release(Version? version) => version is null ? null : RuntimeVersion.Release(version);
}
