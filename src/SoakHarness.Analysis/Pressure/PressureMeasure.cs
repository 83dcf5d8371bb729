using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Pressure;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis.Pressure;

/// <summary>Measures GC pressure over the load, without its warm-up.</summary>
public static class PressureMeasure
{
    private const int Generations = 3;

    /// <summary>Measures it.</summary>
    /// <param name="recording">Everything measured.</param>
    /// <param name="allocations">Sampled allocations.</param>
    /// <param name="sites">How many sites are wanted.</param>
    /// <returns>The pressure, or null when neither allocations nor collections were measured under load.</returns>
    public static GcPressure? Of(Recording recording, AllocationWindow allocations, int sites = 5)
    {
        if (LoadSpan.Of(recording) is not { } span)
            return null;
        var allocated = span.Growth(recording, "allocated");
        var own = recording.Collections.Where(c => !c.IsInduced && span.Contains(c.Time)).ToArray();
        var hasEvents = recording.Collections.Count > 0;
        double?[] counts = hasEvents
            ?
            [
                .. Enumerable
                    .Range(0, Generations)
                    .Select(g => g < 2 && IsGo(recording) ? null : (double?)own.Count(c => c.Generation == g)),
            ]
            :
            [
                .. Enumerable
                    .Range(0, Generations)
                    .Select(g => span.Growth(recording, FormattableString.Invariant($"gc-count.gen{g}"))),
            ];
        var isCounted = counts.Any(c => c is not null);
        var paused = hasEvents ? own.Sum(c => c.PauseMs) : span.Growth(recording, "gc-pause");
        if (allocated is null && !isCounted && paused is null)
            return null;
        return new GcPressure
        {
            Seconds = span.Seconds,
            AllocatedPerRequest = span.Requests > 0 ? allocated / span.Requests : null,
            AllocatedPerSecond = allocated / span.Seconds,
            CollectionsPerMinute = isCounted ? [.. counts.Select(c => c / span.Seconds * 60)] : [],
            PauseShare = paused / 1000 / span.Seconds,
            IncludesInduced = !hasEvents && recording.Checkpoints.Any(c => c.Outcome == CheckpointOutcome.Completed),
            Sites = Sites(allocations, sites),
        };
    }

    private static bool IsGo(Recording recording) =>
        recording.Identity.Facts.TryGetValue("runtime", out var runtime)
        && runtime.StartsWith("go", StringComparison.Ordinal);

    private static PressureSite[] Sites(AllocationWindow allocations, int count)
    {
        var all = allocations.Samples.Sum(s => s.Bytes);
        var code = new OwnCode(allocations.Libraries);
        return all <= 0
            ? []
            :
            [
                .. allocations
                    .Samples.Where(s => s.Bytes > 0)
                    .GroupBy(s => (Method: Method(code, s.Stack), s.Type))
                    .Select(g => new PressureSite(g.Key.Method, g.Key.Type, g.Sum(s => s.Bytes) / all))
                    .OrderByDescending(s => s.Share)
                    .ThenBy(s => s.Method, StringComparer.Ordinal)
                    .Take(count),
            ];
    }

    private static string Method(OwnCode code, IReadOnlyList<string> stack) =>
        FrameWords.Of(stack.FirstOrDefault(code.IsUserMethod) ?? (stack.Count > 0 ? stack[0] : "unknown"));
}
