using System.Globalization;

namespace SoakHarness.Collection.Proc;

/// <summary>
/// The children of a process, from <c>/proc/PID/task/*/children</c>: those that run, and those that ended and that it
/// did not wait for, which the kernel keeps until it does. None are seen where the kernel was built without that file.
/// </summary>
internal static class ChildProcesses
{
    /// <summary>What the name of a child that ended and is still kept ends with.</summary>
    internal const string NotWaitedFor = " (ended, not waited for)";

    /// <summary>Their ids.</summary>
    /// <param name="pid">The process.</param>
    /// <exception cref="IOException">It has exited.</exception>
    internal static IEnumerable<int> Of(int pid) =>
        Directory
            .EnumerateDirectories($"/proc/{pid}/task")
            .SelectMany(task => KernelFile.Text($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    /// <summary>Its name, and whether it ended; null when it is gone.</summary>
    /// <param name="child">Id of a child.</param>
    internal static string? Name(int child) => NameIn(KernelFile.Text($"/proc/{child}/stat"));

    /// <summary>
    /// The name in the content of a file <c>stat</c>, whose brackets may hold brackets; null in an empty one.
    /// </summary>
    internal static string? NameIn(string stat)
    {
        var (from, to) = (stat.IndexOf('(') + 1, stat.LastIndexOf(')'));
        if (from <= 0 || to < from)
            return null;
        var name = stat[from..to];
        return ProcFiles.State(stat) == 'Z' ? name + NotWaitedFor : name;
    }
}
