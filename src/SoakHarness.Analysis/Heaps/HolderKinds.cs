namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// What a path to a leak goes through, where the framework's types on it say so: the timer queue, an event, a
/// dependency injection scope, ….
/// </summary>
internal static class HolderKinds
{
    private static readonly (string Part, string Words)[] ByType =
    [
        ("System.Threading.TimerQueue", "the timer queue"),
        ("ServiceProviderEngineScope", "a dependency injection scope"),
        ("Caching.Memory.MemoryCache", "a MemoryCache"),
        ("Caching.Memory.CacheEntry", "a MemoryCache"),
        ("ConditionalWeakTable", "a conditional weak table"),
        ("CancellationTokenSource+", "registrations of a CancellationTokenSource"),
        ("System.Threading.Channels.Unbounded", "an unbounded channel"),
        ("System.Threading.ThreadLocal", "a ThreadLocal"),
        ("AsyncLocalValueMap", "an AsyncLocal"),
    ];

    /// <summary>
    /// The holder with what the path goes through; only the holder when nothing on the path is known.
    /// </summary>
    /// <param name="holder">The root in words.</param>
    /// <param name="path">From the root down.</param>
    internal static string Describe(string holder, IReadOnlyList<string> path)
    {
        // The instances themselves come last and hold nothing.
        var steps = path.Take(Math.Max(0, path.Count - 1)).ToArray();
        var through =
            ByType.FirstOrDefault(kind => steps.Any(step => step.Contains(kind.Part, StringComparison.Ordinal))).Words
            ?? steps.Select(Method).OfType<string>().FirstOrDefault()
            ?? Event(steps);
        return through is null || holder.Contains(through, StringComparison.Ordinal) ? holder
            : holder.Length == 0 ? through
            : $"{holder}, through {through}";
    }

    /// <summary>
    /// The async method that waits for what never comes, from the name of its state machine, e.g.
    /// <c>Shop.Api+&lt;WaitAsync&gt;d__3</c>.
    /// </summary>
    private static string? Method(string step)
    {
        var (box, end) = (
            step.IndexOf("AsyncStateMachineBox", StringComparison.Ordinal),
            step.IndexOf(">d__", StringComparison.Ordinal)
        );
        var start = end < 0 ? -1 : step.LastIndexOf('<', end);
        return box < 0 || start < 0 ? null : $"the async method {step[(start + 1)..end]}, which waits";
    }

    private static string? Event(string[] steps) =>
        Array.Find(steps, step => step.StartsWith("System.EventHandler", StringComparison.Ordinal)) is { } handler
            ? $"an event ({TypeNames.Simple(handler)})"
            : null;
}
