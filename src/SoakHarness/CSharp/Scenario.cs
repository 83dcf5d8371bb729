using System.Runtime.CompilerServices;

namespace SoakHarness.CSharp;

/// <summary>Starts the description of a scenario.</summary>
public static class Scenario
{
    /// <summary>A scenario whose arrivals run the given code.</summary>
    /// <param name="name">Short name.</param>
    /// <param name="run">One iteration. It may be run many times side by side.</param>
    /// <param name="file">Set by the compiler: relative paths are relative to this file's folder.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ScenarioProps Create(
        string name,
        Func<IScenarioContext, Task<IResponse>> run,
        [CallerFilePath] string file = ""
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(run);
        return new ScenarioProps(name, FolderOf(file), run);
    }

    /// <summary>
    /// A build may hide where its sources are; then the folder of the single-file app or the current one must do.
    /// </summary>
    private static string FolderOf(string file) =>
        Path.GetDirectoryName(file) is { Length: > 0 } folder && Directory.Exists(folder)
            ? Path.GetFullPath(folder)
            : AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Directory.GetCurrentDirectory();
}
