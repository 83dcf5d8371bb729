using System.Diagnostics;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Targets;

/// <summary>Names of processes as people write them.</summary>
internal static class ProcessNames
{
    /// <summary>True when a process is called so.</summary>
    internal static bool Matches(Process process, string name) =>
        process.Id != Environment.ProcessId && Matches(process.ProcessName, Arguments(process.Id), name);

    /// <summary>
    /// True when a process is called so: by its program, or, for <c>dotnet App.dll</c>, by its dll (with or without the
    /// ending). A name may hold dots, and <c>dotnet run --project src/Acme.Shop</c> is not the shop. Pure.
    /// </summary>
    /// <param name="program">The process's own name.</param>
    /// <param name="arguments">Program and arguments as it was started; empty where they cannot be read.</param>
    /// <param name="name">Name as a person writes it.</param>
    internal static bool Matches(string program, IReadOnlyList<string> arguments, string name)
    {
        if (program == name)
            return true;
        if (arguments.Count == 0)
            return false;
        return Path.GetFileName(arguments[0]) == "dotnet"
            ? arguments.FirstOrDefault(IsDll) is { } dll && IsCalled(Path.GetFileName(dll), name)
            : Path.GetFileName(arguments[0]) == name;
    }

    /// <summary>A process as a person knows it: its program, or its dll, with the id.</summary>
    internal static string Describe(int pid) => FormattableString.Invariant($"{Program(pid)} ({pid})");

    /// <summary>The name that matches a process.</summary>
    internal static string Of(int pid) => Program(pid) is var file && IsDll(file) ? file[..^".dll".Length] : file;

    private static string Program(int pid)
    {
        var arguments = Arguments(pid);
        return Path.GetFileName(arguments.FirstOrDefault(IsDll) ?? arguments.FirstOrDefault() ?? "?");
    }

    private static bool IsDll(string argument) => argument.EndsWith(".dll", StringComparison.Ordinal);

    private static bool IsCalled(string dll, string name) => dll == name || dll == name + ".dll";

    private static string[] Arguments(int pid) =>
        KernelFile.Text($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
