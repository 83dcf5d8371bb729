using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Pressure;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Runs;

/// <summary>GC pressure as thresholds see it. It never touches the verdict on leaks.</summary>
internal static class PressureDecision
{
    private const string PerMinute = "gc-per-minute.gen";

    /// <summary>
    /// The value of a quantity of GC pressure; null when it was not measured or the quantity is none of it.
    /// </summary>
    internal static double? Value(GcPressure? pressure, string quantity) =>
        quantity switch
        {
            "allocated-per-request" => pressure?.AllocatedPerRequest,
            "gc-pause-ratio" => pressure?.PauseShare,
            ['g', 'c', '-', .., var digit]
                when quantity.StartsWith(PerMinute, StringComparison.Ordinal)
                    && digit - '0' is >= 0 and var g
                    && g < pressure?.CollectionsPerMinute.Count => pressure.CollectionsPerMinute[g],
            _ => null,
        };

    /// <summary>True for a quantity of GC pressure.</summary>
    internal static bool IsAbout(string quantity) =>
        quantity is "allocated-per-request" or "gc-pause-ratio"
        || quantity.StartsWith(PerMinute, StringComparison.Ordinal);

    /// <summary>What the thresholds on GC pressure say together.</summary>
    internal static PressureVerdict Of(IEnumerable<ThresholdResult> thresholds)
    {
        var about = thresholds
            .Where(t => ThresholdParser.Parse(t.Expression, out _) is { } parsed && IsAbout(parsed.Quantity))
            .ToArray();
        return about.Length == 0 ? PressureVerdict.NotAsked
            : about.Any(t => t.Passed == false) ? PressureVerdict.TooHigh
            : about.Any(t => t.Passed is null) ? PressureVerdict.NotMeasured
            : PressureVerdict.Acceptable;
    }
}
