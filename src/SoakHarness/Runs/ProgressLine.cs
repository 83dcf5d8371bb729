using System.Globalization;

namespace SoakHarness.Runs;

/// <summary>The words of the live view, apart from where they are shown.</summary>
public static class ProgressLine
{
    /// <summary>One line for a log.</summary>
    public static string Render(RunProgress progress)
    {
        var parts = new List<string> { $"{Clock(progress.Elapsed)} {progress.Phase}" };
        if (progress.Remaining is { } remaining)
            parts.Add($"{Clock(remaining)} left");
        if (progress.AskedRate is not null || progress.DeliveredRate > 0)
            parts.Add(Rate(progress));
        if (progress.Errors > 0)
            parts.Add(Invariant($"{progress.Errors} errors"));
        if (progress.P99Ms is { } p99)
            parts.Add(Invariant($"p99 {p99:0.#} ms"));
        if (progress.FloorBytes is not null)
            parts.Add(Floor(progress));
        return string.Join(" | ", parts);
    }

    /// <summary>Delivered and asked rate.</summary>
    public static string Rate(RunProgress progress) =>
        progress.AskedRate is { } asked
            ? Invariant($"{progress.DeliveredRate:0.#}/s of {asked:0.#}/s")
            : Invariant($"{progress.DeliveredRate:0.#}/s");

    /// <summary>The floor and its trend so far.</summary>
    public static string Floor(RunProgress progress) =>
        progress.FloorBytes is { } floor
            ? $"floor {Bytes(floor)}"
                + (
                    progress.FloorPerHour is { } slope
                        ? $", {(slope < 0 ? "-" : "+")}{Bytes(Math.Abs(slope))}/h so far"
                        : ""
                )
            : "no checkpoint yet";

    /// <summary>Minutes and seconds, with hours when there are any.</summary>
    public static string Clock(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>Bytes in the largest unit that leaves at least 1.</summary>
    public static string Bytes(double bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        var unit = 0;
        for (; bytes >= 1000 && unit < units.Length - 1; unit++)
            bytes /= 1000;
        return Invariant($"{bytes:0.##} {units[unit]}");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
