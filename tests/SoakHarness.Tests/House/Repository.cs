namespace SoakHarness.Tests.House;

/// <summary>The working copy the tests run in.</summary>
internal static class Repository
{
    /// <summary>Absolute path of the root: the folder above the test's binaries that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Absolute path of something in the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Files below a folder that are sources: nothing built, nothing downloaded.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(PathOf(folder))
            ? Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories).Where(IsSource).Order()
            : [];

    private static bool IsSource(string path) =>
        !Path.GetRelativePath(Root, path)
            .Split(Path.DirectorySeparatorChar)
            .Any(part => part is "bin" or "obj" or "node_modules" or ".git");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SoakHarness.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
