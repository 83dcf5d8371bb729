namespace SoakHarness.Runs;

/// <summary>Paths as a person wants to read them.</summary>
public static class ShownPath
{
    /// <summary>Relative to the current folder for what stands below it, absolute for everything else.</summary>
    /// <param name="path">A path.</param>
    public static string Of(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative;
    }
}
