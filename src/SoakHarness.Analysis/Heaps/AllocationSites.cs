using SoakHarness.Analysis.Wording;
using SoakHarness.Model.Heaps;
using static System.FormattableString;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Finds where a suspect is allocated: the application's own frames come first, and what the framework does for them is
/// left out; only where no frame is the application's the framework's are shown.
/// </summary>
internal static class AllocationSites
{
    private const int FramesShown = 12;

    /// <summary>
    /// The stack with the most sampled bytes of the type. Where the type itself was not seen, that of what its
    /// instances hold, said as such, if the application allocates it.
    /// </summary>
    /// <param name="window">What was sampled.</param>
    /// <param name="type">Suspect.</param>
    /// <param name="belonging">Types that grow inside it.</param>
    internal static AllocationSite Find(AllocationWindow window, string type, IEnumerable<string> belonging)
    {
        if (window is { Seconds: <= 0, Samples.Count: 0 })
            return new AllocationSite([], "");
        var own = Most(window, type);
        // Everything allocates strings and bytes: a framework's stack among many is not the leak's.
        var isScattered =
            own is { } most
            && TypeNames.IsBuffer(type)
            && !IsApplication(most.Stack[0])
            && 2 * most.Samples <= most.All;
        if (own is { } site && !isScattered)
            return new AllocationSite(site.Stack, Counted(site, "of it", window));
        var unseen = isScattered
            ? Invariant($"its {own!.Value.All} samples{Within(window)} come from several places of the framework's")
            : $"no sample of it was seen{Within(window)}";
        var held = belonging
            .Where(other => other != type)
            .Select(other => (Type: other, Site: Most(window, other)))
            .Where(other => other.Site is { } site && IsApplication(site.Stack[0]))
            .OrderByDescending(other => other.Site!.Value.Bytes)
            .FirstOrDefault();
        return held.Site is { } inside
            ? new AllocationSite(
                inside.Stack,
                $"{unseen}; this is where {held.Type}, which it holds, comes from: {Counted(inside, "of that", window)}"
            )
            : new AllocationSite([], unseen);
    }

    private static (IReadOnlyList<string> Stack, int Samples, int All, double Bytes)? Most(
        AllocationWindow window,
        string type
    )
    {
        var own = window.Samples.Where(s => IsOf(s.Type, type) && s.Stack.Count > 0 && !IsWatching(s.Stack)).ToArray();
        var most = own.GroupBy(s => string.Join('\n', Shown(s.Stack))).MaxBy(g => g.Sum(s => s.Bytes));
        return most is null
            ? null
            : (Shown(most.First().Stack), most.Sum(s => s.Samples), own.Sum(s => s.Samples), most.Sum(s => s.Bytes));
    }

    /// <summary>The events that sample allocations name a nested type without its enclosing types.</summary>
    private static bool IsOf(string sampled, string type) =>
        sampled == type || type.EndsWith($"+{sampled}", StringComparison.Ordinal);

    private static string Counted(
        (IReadOnlyList<string> Stack, int Samples, int All, double Bytes) site,
        string what,
        AllocationWindow window
    ) =>
        Invariant(
            $"{site.Samples} of {site.All} samples {what}{Within(window)}, about {Amounts.Of(site.Bytes, isBytes: true)}"
        );

    private static string Within(AllocationWindow window) =>
        window.Seconds > 0 ? Invariant($" in {window.Seconds:0} s") : "";

    private static string[] Shown(IReadOnlyList<string> stack)
    {
        var own = stack.SkipWhile(frame => !IsApplication(frame)).Take(FramesShown).ToArray();
        return own.Length > 0 ? own : [.. stack.Take(FramesShown)];
    }

    /// <summary>What the runtime allocates to be measured, by this harness as well.</summary>
    private static bool IsWatching(IReadOnlyList<string> stack) =>
        !stack.Any(IsApplication)
        && stack.Any(frame =>
            frame.StartsWith("System.Diagnostics.Metrics.", StringComparison.Ordinal)
            || frame.StartsWith("System.Diagnostics.Tracing.", StringComparison.Ordinal)
        );

    private static bool IsApplication(string frame) => TypeNames.IsUserMethod(frame);
}
