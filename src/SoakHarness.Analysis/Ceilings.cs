using SoakHarness.Analysis.Judging;
using SoakHarness.Analysis.Wording;
using SoakHarness.Model.Metrics;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>
/// At what level of a metric its process fails. A heap does not have all of the memory: the rest of the process needs
/// some, .NET refuses to let its heap grow above a limit of its own, and Go collects only when its heap is larger than
/// what is live by what GOGC says. What else lives in the same container is not counted.
/// </summary>
/// <param name="recording">With the facts on limits that <see cref="TargetLimits"/> names.</param>
/// <param name="reader">Its series while the load ran.</param>
/// <param name="memoryLimit">Memory that the process may have, in bytes; null when not known.</param>
internal sealed class Ceilings(Recording recording, RecordingSeries reader, double? memoryLimit)
{
    // A heap that may not grow is not filled to the last byte.
    private const double Full = 0.95;
    private const double WellBelow = 0.75;

    // What Go takes where GOGC is not set.
    private const double UsualGoPercent = 100;

    /// <summary>The ceiling of a metric; null when none is known.</summary>
    internal Ceiling? Of(string metric) =>
        metric switch
        {
            "handles" => Most(TargetLimits.Handles, Ceiling.Handles, "its open files are limited"),
            "threads" => Most(TargetLimits.Threads, Ceiling.Threads, "pids.max of its cgroup"),
            "live-heap" => reader.IsGo ? GoHeap() : Least(Beside("native-memory", "outside the heap"), DotNetHeap()),
            "native-memory" => Beside("committed", "of the heap"),
            _ when Bar.IsBytes(metric) && memoryLimit is { } limit => new Ceiling(limit, Ceiling.Memory, "its limit"),
            _ => null,
        };

    /// <summary>
    /// The point at which a series reached a ceiling that refuses more, from well below and after enough others to
    /// judge; null when it did not.
    /// </summary>
    /// <param name="series">Series.</param>
    /// <param name="ceiling">Its ceiling.</param>
    internal static int? Reached(JudgedSeries series, Ceiling ceiling)
    {
        if (!ceiling.Refuses || series.Values.Length == 0 || series.Values[0] > WellBelow * ceiling.Level)
            return null;
        var full = Array.FindIndex(series.Values, v => v >= Full * ceiling.Level);
        return full < Trend.Needed ? null : full;
    }

    private Ceiling? Most(string fact, string of, string reason) =>
        recording.Identity.Number(fact) is { } most ? new Ceiling(most, of, reason) { Refuses = true } : null;

    /// <summary>The limit less what a part of the process needs that does not grow with the metric.</summary>
    private Ceiling? Beside(string part, string where)
    {
        if (memoryLimit is not { } limit)
            return null;
        var needed = Late(part);
        return needed > 0
            ? new Ceiling(limit - needed, Ceiling.Memory, $"{Limit(limit)} less {Amounts.Of(needed, true)} {where}")
            : new Ceiling(limit, Ceiling.Memory, Limit(limit));
    }

    private Ceiling? DotNetHeap() =>
        recording.Identity.Number(TargetLimits.Heap) is { } limit
            ? new Ceiling(
                limit,
                Ceiling.Memory,
                $"the limit of the heap: {recording.Identity.Facts.GetValueOrDefault(TargetLimits.HeapSource)}"
            )
            {
                Refuses = true,
            }
            : null;

    private Ceiling? GoHeap()
    {
        if (Beside("native-memory", "outside the heap") is not { } most)
            return null;
        // With GOMEMLIMIT collections come in time, so that what is live may have all of it.
        if (GoLimit() is { } soft && soft <= memoryLimit)
            return most with { Reason = most.Reason + ", and GOMEMLIMIT below it" };
        // Without collections its heap is whatever was allocated.
        if (GoPercent() is not { } percent)
            return null;
        return most with
        {
            Level = most.Level / (1 + percent / 100),
            Reason = FormattableString.Invariant(
                $"{most.Reason}, of which what is live may be 1/{1 + percent / 100:0.##}, as GOGC={percent:0} collects only then"
            ),
        };
    }

    private double? GoLimit() =>
        recording.Identity.Facts.TryGetValue(TargetLimits.GoMemory, out var text) ? GoMemory.Bytes(text) : null;

    private double? GoPercent() =>
        recording.Identity.Facts.GetValueOrDefault(TargetLimits.GoPercent) == "off"
            ? null
            : recording.Identity.Number(TargetLimits.GoPercent) ?? UsualGoPercent;

    /// <summary>The level of a metric in the second half of the load: its median; 0 when it was not read.</summary>
    private double Late(string metric)
    {
        if (reader.Find(metric) is not { } series)
            return 0;
        double[] late = [.. series.Values[(series.Values.Length / 2)..].Order()];
        return late[late.Length / 2];
    }

    private static Ceiling? Least(Ceiling? one, Ceiling? other) =>
        one is null ? other
        : other is null || one.Level <= other.Level ? one
        : other;

    private static string Limit(double bytes) => $"a limit of {BinarySize.Of((long)bytes) ?? Amounts.Of(bytes, true)}";
}
