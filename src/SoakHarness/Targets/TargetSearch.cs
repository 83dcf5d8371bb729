using System.Diagnostics;

namespace SoakHarness.Targets;

/// <summary>Finds a process by its name: among a target and its children, or anywhere.</summary>
/// <param name="name">Name as <see cref="ProcessNames"/> reads it.</param>
/// <param name="root">Id of the process whose tree is searched; null for all processes.</param>
internal sealed class TargetSearch(string name, int? root)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>The name that is looked for.</summary>
    internal string Name => name;

    /// <summary>All that match now.</summary>
    internal IReadOnlyList<ProcessEntry> Now()
    {
        var all = ProcessTree.All();
        return [.. (root is { } top ? ProcessTree.Of(all, top) : all).Where(p => IsNamed(p.Pid))];
    }

    /// <summary>True when a process has the name.</summary>
    internal bool IsNamed(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return ProcessNames.Matches(process, name);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Waits until a process matches.</summary>
    /// <param name="within">Deadline.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The process, the youngest of several; null when none came in time.</returns>
    internal async Task<ProcessEntry?> WaitAsync(TimeSpan within, CancellationToken cancel)
    {
        var waiting = Stopwatch.StartNew();
        while (!cancel.IsCancellationRequested && waiting.Elapsed < within)
        {
            if (Now() is [_, ..] found)
                return found.MaxBy(p => (p.Start, p.Pid));
            await Task.WhenAny(Task.Delay(Between, cancel));
        }

        return null;
    }
}
