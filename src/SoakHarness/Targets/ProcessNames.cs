using System.Diagnostics;

namespace SoakHarness.Targets;

/// <summary>Names of processes as people write them.</summary>
internal static class ProcessNames
{
    /// <summary>True when a process is called so: by its program, or, for <c>dotnet App.dll</c>, by its dll (with or without the ending).</summary>
    internal static bool Matches(Process process, string name)
    {
        if (process.Id == Environment.ProcessId)
            return false;
        if (process.ProcessName == name)
            return true;
        var arguments = Arguments(process.Id);
        return arguments is [var program, ..] && Path.GetFileName(program) is "dotnet" or "go"
            ? arguments.Skip(1).Take(4).Any(a => Path.GetFileName(a) == name || Path.GetFileName(a) == name + ".dll")
            : arguments.Length > 0 && Path.GetFileName(arguments[0]) == name;
    }

    private static string[] Arguments(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
