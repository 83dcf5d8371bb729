using System.Globalization;
using SoakHarness.Collection.Proc;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Targets;

/// <summary>
/// Checks that the process that is judged is the one that the load goes to. A shell script, <c>dotnet run</c> or
/// <c>npm start</c> that starts the service as its child never grows, whatever the service does.
/// </summary>
internal static class Answering
{
    private const string Listen = "0A";
    private static readonly string[] Tables = ["tcp", "tcp6"];

    /// <summary>Checks it, once the target is ready; nothing is said where the scenario names the process.</summary>
    /// <exception cref="TargetException">A child of the target answers instead.</exception>
    internal static void Check(IRunningTarget target, TargetSpec spec)
    {
        if (!spec.IsStarted || spec.WatchProcess is not null || spec.Ready is null || target.Url is not { } url)
            return;
        var sockets = Tables
            .SelectMany(table => Sockets(KernelFile.Text($"/proc/{target.Pid}/net/{table}"), url.Port))
            .ToHashSet();
        if (sockets.Count == 0 || Has(target.Pid, sockets))
            return;
        var below = ProcessTree
            .Of(ProcessTree.All(), target.Pid)
            .Where(p => p.Pid != target.Pid && Has(p.Pid, sockets));
        if (below.MaxBy(p => p.Start) is { } child)
            throw new TargetException(
                $"What answers at {url} is {ProcessNames.Describe(child.Pid)}, which {ProcessNames.Describe(target.Pid)} "
                    + "has started: the load would go to the one and the other would be judged. "
                    + $"Name the one that is to be judged, e.g. target.watch-process: {ProcessNames.Of(child.Pid)}"
            );
    }

    /// <summary>The sockets that listen at a port, by inode. Pure.</summary>
    /// <param name="table">Content of <c>/proc/PID/net/tcp</c> or <c>tcp6</c>.</param>
    /// <param name="port">Port.</param>
    internal static IEnumerable<string> Sockets(string table, int port)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return table
            .Split('\n')
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(f => f.Length > 9 && f[3] == Listen && f[1].EndsWith(end, StringComparison.Ordinal))
            .Select(fields => fields[9]);
    }

    private static bool Has(int pid, HashSet<string> sockets)
    {
        try
        {
            return Directory
                .EnumerateFiles($"/proc/{pid}/fd")
                .Any(file =>
                    new FileInfo(file).LinkTarget is { } to
                    && to.StartsWith("socket:[", StringComparison.Ordinal)
                    && sockets.Contains(to["socket:[".Length..^1])
                );
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
