namespace SoakHarness.EndToEnd.Tests;

/// <summary>The working copy the tests run in.</summary>
internal static class Repository
{
    /// <summary>A path inside it.</summary>
    public static string PathOf(params string[] path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "SoakHarness.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return Path.Combine([root.FullName, .. path]);
    }
}
