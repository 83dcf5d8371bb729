using SoakHarness.Model.Profiles;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Profiles;

/// <summary>
/// Names what grows in Go targets: memory in use by the function that allocated it, and goroutines by the function they were started with. A function is a suspect when its
/// share grew from each profile to the next.
/// </summary>
public static class ProfileSuspects
{
    private const int Most = 5;
    private const double LeastShare = 0.05;
    private const int FewestGoroutines = 5;

    /// <summary>Memory in use by allocating function, the largest growth first.</summary>
    /// <param name="stages">Heap profiles in time order.</param>
    public static IReadOnlyList<Suspect> OfHeap(IReadOnlyList<ProfileStage> stages)
    {
        var grown = Grown(stages, "inuse_space", Allocator);
        var total = grown.Sum(g => g.Growth);
        return [.. grown.Where(g => g.Growth > LeastShare * total).Take(Most).Select(g => new Suspect
        {
            Type = g.Function,
            BytesPerRequest = PerRequest(g.Growth, stages),
            Share = total > 0 ? g.Growth / total : null,
            AllocationSite = g.Stack,
            Path = [.. g.Stack.Reverse()],
        })];
    }

    /// <summary>Goroutines by stack, the largest growth first.</summary>
    /// <param name="stages">Goroutine profiles in time order.</param>
    public static IReadOnlyList<Suspect> OfGoroutines(IReadOnlyList<ProfileStage> stages) =>
        [.. Grown(stages, null, Blocked).Where(g => g.Growth >= FewestGoroutines).Take(Most).Select(g => new Suspect
        {
            Type = g.Function,
            GrowthPerRequest = PerRequest(g.Growth, stages),
            Holder = $"goroutines that never end, {Waiting(g.Stack)}",
            Path = [.. g.Stack.Reverse()],
            Cause = "Goroutines are started and never end: give each a way to stop (a context, a closed channel), and make sure somebody receives what it sends.",
        })];

    private static List<(string Function, double Growth, IReadOnlyList<string> Stack)> Grown(
        IReadOnlyList<ProfileStage> stages, string? type, Func<IReadOnlyList<string>, string> name)
    {
        if (stages.Count < 2)
            return [];
        var all = stages.Select(stage => Sum(stage.Profile, type, name)).ToArray();
        var grown = new List<(string Function, double Growth, IReadOnlyList<string> Stack)>();
        foreach (var (function, (value, stack)) in all[^1])
        {
            var values = all.Select(sums => (double)sums.GetValueOrDefault(function).Value).ToArray();
            if (values[^1] > values[0] && !values.Zip(values.Skip(1)).Any(pair => pair.Second < pair.First - 0.2 * (values[^1] - values[0])))
                grown.Add((function, value - values[0], stack));
        }

        return [.. grown.OrderByDescending(g => g.Growth).ThenBy(g => g.Function, StringComparer.Ordinal)];
    }

    private static Dictionary<string, (long Value, IReadOnlyList<string> Stack)> Sum(StackProfile profile, string? type, Func<IReadOnlyList<string>, string> name)
    {
        var index = type is null ? 0 : Math.Max(0, profile.Types.ToList().IndexOf(type));
        var sums = new Dictionary<string, (long Value, IReadOnlyList<string> Stack)>();
        foreach (var sample in profile.Samples.Where(s => s.Stack.Count > 0 && s.Values.Count > index))
        {
            var key = name(sample.Stack);
            var known = sums.GetValueOrDefault(key, (0, sample.Stack));
            sums[key] = (known.Value + sample.Values[index], known.Stack);
        }

        return sums;
    }

    /// <summary>The innermost function that is no part of Go itself; a standard library's function when there is none.</summary>
    private static string Allocator(IReadOnlyList<string> stack) => stack.FirstOrDefault(IsUser) ?? stack[0];

    private static string Blocked(IReadOnlyList<string> stack) => stack.FirstOrDefault(IsUser) ?? stack[^1];

    /// <summary>Packages of the standard library have no dot in their path before the last slash, and are not main.</summary>
    private static bool IsUser(string function)
    {
        var slash = function.LastIndexOf('/');
        var first = function.IndexOf('/') is > 0 and var end ? function[..end] : function[..Math.Max(0, function.IndexOf('.', slash + 1))];
        return first == "main" || first.Contains('.') || slash < 0 && first is not ("runtime" or "sync" or "net" or "time" or "os" or "io" or "bufio" or "bytes" or "strings"
            or "reflect" or "syscall" or "internal" or "context" or "errors" or "fmt" or "log" or "expvar" or "sort" or "strconv");
    }

    private static string Waiting(IReadOnlyList<string> stack) => stack.Any(f => f.StartsWith("runtime.chansend", StringComparison.Ordinal)) ? "blocked on sending to a channel"
        : stack.Any(f => f.StartsWith("runtime.chanrecv", StringComparison.Ordinal)) ? "blocked on receiving from a channel"
        : stack.Any(f => f.StartsWith("runtime.selectgo", StringComparison.Ordinal)) ? "blocked in a select"
        : stack.Any(f => f.StartsWith("time.Sleep", StringComparison.Ordinal)) ? "asleep"
        : stack.Any(f => f.StartsWith("runtime.semacquire", StringComparison.Ordinal)) ? "waiting for a lock" : "waiting";

    private static Interval? PerRequest(double growth, IReadOnlyList<ProfileStage> stages) =>
        stages[^1].Requests - stages[0].Requests is > 0 and var requests ? new Interval(growth / requests, growth / requests, growth / requests) : null;
}
