using System.Diagnostics;

namespace SoakHarness.Targets;

/// <summary>Names of processes as people write them.</summary>
internal static class ProcessNames
{
    /// <summary>
    /// True when a process is called so: by its program, or, for <c>dotnet App.dll</c>, by its dll (with or without the
    /// ending).
    /// </summary>
    internal static bool Matches(Process process, string name)
    {
        if (process.Id == Environment.ProcessId)
            return false;
        if (process.ProcessName == name)
            return true;
        var arguments = Arguments(process.Id);
        return arguments is [var program, ..] && Path.GetFileName(program) is "dotnet" or "go"
            ? arguments.Skip(1).Take(4).Any(a => IsProgram(Path.GetFileName(a), name))
            : arguments.Length > 0 && Path.GetFileName(arguments[0]) == name;
    }

    /// <summary>A process as a person knows it: its program, or its dll, with the id.</summary>
    internal static string Describe(int pid)
    {
        var arguments = Arguments(pid);
        var named =
            arguments.FirstOrDefault(a => a.EndsWith(".dll", StringComparison.Ordinal))
            ?? arguments.FirstOrDefault()
            ?? "?";
        return FormattableString.Invariant($"{Path.GetFileName(named)} ({pid})");
    }

    /// <summary>
    /// A name without an ending means a dll, not a folder: <c>dotnet run --project src/Shop</c> is not the shop.
    /// </summary>
    private static bool IsProgram(string argument, string name) =>
        argument == name + ".dll" || argument == name && Path.HasExtension(name);

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
