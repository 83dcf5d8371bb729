using SoakHarness.Collection.Proc;
using static System.StringComparison;

namespace SoakHarness.Collection.Limits;

/// <summary>The <c>runtimeconfig.json</c> that a .NET process was started with.</summary>
internal static class RuntimeConfiguration
{
    /// <summary>
    /// Its content; null when it has none that is found, as a program in a single file, which has it inside.
    /// </summary>
    /// <param name="pid">Process.</param>
    internal static string? Of(int pid)
    {
        try
        {
            var root = TargetRoot.Of(pid);
            var arguments = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
            var folder = new FileInfo($"/proc/{pid}/cwd").LinkTarget ?? "/";
            var program = new FileInfo($"/proc/{pid}/exe").LinkTarget ?? "";
            if (Place(program, arguments) is not { } place)
                return null;
            var file = Path.Combine(folder, place);
            return File.Exists(root + file) ? File.ReadAllText(root + file) : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where it is, as the process names it; null when that cannot be told.</summary>
    private static string? Place(string program, string[] arguments)
    {
        // Given to `dotnet exec`; otherwise it stands beside the program, which for `dotnet` is its first assembly.
        var given = Array.IndexOf(arguments, "--runtimeconfig") + 1;
        if (given > 0 && given < arguments.Length)
            return arguments[given];
        var assembly =
            Path.GetFileName(program) == "dotnet"
                ? arguments.FirstOrDefault(a => a.EndsWith(".dll", OrdinalIgnoreCase))
                : program + ".dll";
        return Path.ChangeExtension(assembly, ".runtimeconfig.json");
    }
}
