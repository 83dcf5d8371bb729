namespace SoakHarness.Collection.Proc;

/// <summary>Files of the kernel's, in <c>/proc</c> and <c>/sys</c>: they go with what they tell of.</summary>
public static class KernelFile
{
    /// <summary>What it says now; empty where it is gone, was never there, or is another user's.</summary>
    /// <param name="path">Path.</param>
    public static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
