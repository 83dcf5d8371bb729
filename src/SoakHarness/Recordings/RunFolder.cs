namespace SoakHarness.Recordings;

/// <summary>The folder of one run and the names of the files in it.</summary>
/// <param name="Path">Absolute path.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>Name of the recording inside a run's folder.</summary>
    public const string RecordingName = "recording.db";

    /// <summary>Everything measured, SQLite.</summary>
    public string Recording => File(RecordingName);

    /// <summary>Output of the target.</summary>
    public string TargetLog => File("target.log");

    /// <summary>Diagnostics of the sidecar.</summary>
    public string SidecarLog => File("sidecar.log");

    /// <summary>Path of a file of the run.</summary>
    /// <param name="name">File name, relative to the folder.</param>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>
    /// Creates a new folder under <paramref name="parent"/>, named by scenario and time; never reuses one.
    /// </summary>
    /// <param name="parent">Folder of all runs; created when missing.</param>
    /// <param name="scenario">Scenario name.</param>
    /// <param name="startedAt">Wall clock of the start.</param>
    /// <exception cref="RecordingException">It cannot be created.</exception>
    public static RunFolder Create(string parent, string scenario, DateTimeOffset startedAt)
    {
        var stamp = startedAt.UtcDateTime.ToString(
            "yyyyMMdd-HHmmss",
            System.Globalization.CultureInfo.InvariantCulture
        );
        var name = string.Concat(
            scenario.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')
        );
        for (var attempt = 0; ; attempt++)
        {
            var suffix = attempt == 0 ? "" : $"-{attempt + 1}";
            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(parent, $"{stamp}-{name}{suffix}"));
            if (Directory.Exists(path))
                continue;
            return Create(path);
        }
    }

    private static RunFolder Create(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return new RunFolder(path);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(
                $"The run's folder {path} cannot be created: {denied.Message.TrimEnd('.')}. Choose a folder that can be written with --out.",
                denied
            );
        }
    }

    /// <summary>Finds the run that a path names: the folder itself or its <c>recording.db</c>.</summary>
    /// <param name="path">Path given by a user.</param>
    /// <returns>The folder, or null when there is no recording.</returns>
    public static RunFolder? Find(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (System.IO.File.Exists(full) && System.IO.Path.GetFileName(full) == RecordingName)
            return new RunFolder(System.IO.Path.GetDirectoryName(full)!);
        return System.IO.File.Exists(System.IO.Path.Combine(full, RecordingName)) ? new RunFolder(full) : null;
    }

    /// <summary>
    /// Finds all runs that a path names: one run, or every run whose folder lies directly in it, by name.
    /// </summary>
    /// <param name="path">Path given by a user.</param>
    /// <returns>The folders; empty when there is no recording.</returns>
    public static IReadOnlyList<RunFolder> FindAll(string path)
    {
        if (Find(path) is { } one)
            return [one];
        return !Directory.Exists(path)
            ? []
            : [.. Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal).Select(Find).OfType<RunFolder>()];
    }
}
