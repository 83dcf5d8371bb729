using System.Globalization;

namespace SoakHarness.Collection.Proc;

/// <summary>What <c>/proc/stat</c> and <c>/proc/loadavg</c> say of the whole machine.</summary>
/// <param name="Cores">Cores of the machine, also where a container may use fewer.</param>
/// <param name="StealSeconds">CPU-seconds that the hypervisor gave to others, of all cores, since boot.</param>
/// <param name="LoadAverage">Tasks that ran or wanted to, over the last minute.</param>
public sealed record MachineLoad(int Cores, double StealSeconds, double LoadAverage)
{
    private const double TicksPerSecond = 100;
    private const int StealField = 8;

    /// <summary>Reads it now; null where there is no /proc.</summary>
    public static MachineLoad? Read()
    {
        try
        {
            return Parse(File.ReadAllText("/proc/stat"), File.ReadAllText("/proc/loadavg"));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Parses the two files.</summary>
    /// <param name="stat">Content of <c>/proc/stat</c>.</param>
    /// <param name="loadAverage">Content of <c>/proc/loadavg</c>.</param>
    /// <returns>Null when they are not what they should be.</returns>
    public static MachineLoad? Parse(string stat, string loadAverage)
    {
        var lines = stat.Split('\n').Where(line => line.StartsWith("cpu", StringComparison.Ordinal)).ToArray();
        var total = lines
            .FirstOrDefault(line => line.StartsWith("cpu ", StringComparison.Ordinal))
            ?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            total is { Length: > StealField }
            && long.TryParse(total[StealField], NumberStyles.None, CultureInfo.InvariantCulture, out var steal)
            && double.TryParse(
                loadAverage.Split(' ')[0],
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var average
            )
            ? new MachineLoad(lines.Length - 1, steal / TicksPerSecond, average)
            : null;
    }
}
