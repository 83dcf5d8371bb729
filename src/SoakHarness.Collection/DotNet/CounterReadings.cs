namespace SoakHarness.Collection.DotNet;

/// <summary>
/// Turns event counters into our metrics, for runtimes before .NET 9, which have no System.Runtime meter. Counters tell
/// increments where the meter tells totals: they are added up from the start of the session. Counts of collections
/// include those of higher generations, which are taken off.
/// </summary>
/// <param name="write">Takes a metric and its value.</param>
internal sealed class CounterReadings(Action<string, double> write)
{
    private const int TicksBeforeMissing = 3;

    /// <summary>Counters whose value is a metric of ours as it is, with the factor to our unit.</summary>
    private static readonly Dictionary<string, (string Metric, double Factor)> Levels = new()
    {
        ["gc-committed"] = ("committed", 1e6),
        ["active-timer-count"] = ("timers", 1),
        ["assembly-count"] = ("assemblies", 1),
        ["threadpool-queue-length"] = ("threadpool-queue", 1),
    };

    private static readonly Dictionary<string, string> Increments = new()
    {
        ["alloc-rate"] = "allocated",
        ["exception-count"] = "exceptions",
        ["monitor-lock-contention-count"] = "lock-contentions",
    };

    private static readonly string[] Generations = ["gen-0-gc-count", "gen-1-gc-count", "gen-2-gc-count"];
    private static readonly string[] Sizes = ["gen-0-size", "gen-1-size", "gen-2-size", "loh-size", "poh-size"];
    private const string Fragmentation = "gc-fragmentation";

    private readonly Dictionary<string, double> _last = [];
    private readonly Dictionary<string, double> _totals = [];
    private readonly HashSet<string> _seen = [];
    private int _ticks;

    /// <summary>Metrics that this runtime does not count, known after some ticks; null until then.</summary>
    internal IReadOnlyList<string>? Missing { get; private set; }

    /// <summary>Takes one published counter.</summary>
    /// <param name="name">Name of the counter.</param>
    /// <param name="value">Its mean over the period, or its increment in it.</param>
    internal void Take(string name, double value)
    {
        if (!_seen.Add(name) && name == Generations[0] && ++_ticks == TicksBeforeMissing)
            Missing = [.. Expected().Where(e => !_seen.Contains(e.Counter)).Select(e => e.Metric)];
        _last[name] = value;
        if (Levels.TryGetValue(name, out var level))
            write(level.Metric, value * level.Factor);
        else if (Increments.TryGetValue(name, out var metric))
            write(metric, Total(name, value));
        else if (Array.IndexOf(Generations, name) is >= 0 and var generation)
            TakeCollections(generation, value);
        else if (name == Sizes[^2])
            TakeFragmentation();
    }

    private static IEnumerable<(string Counter, string Metric)> Expected() =>
        Levels
            .Select(l => (l.Key, l.Value.Metric))
            .Concat(Increments.Select(i => (i.Key, i.Value)))
            .Concat(Generations.Select((g, i) => (g, FormattableString.Invariant($"gc-count.gen{i}"))))
            .Append((Fragmentation, "fragmentation"));

    private double Total(string name, double increment) => _totals[name] = _totals.GetValueOrDefault(name) + increment;

    /// <summary>
    /// Generation 0 is published first: a lower one is known for sure once the next higher one has come.
    /// </summary>
    private void TakeCollections(int generation, double increment)
    {
        Total(Generations[generation], increment);
        if (generation < Generations.Length - 1)
            return;
        for (var g = 0; g <= generation; g++)
        {
            var higher = g == generation ? 0 : _totals.GetValueOrDefault(Generations[g + 1]);
            write(
                FormattableString.Invariant($"gc-count.gen{g}"),
                Math.Max(0, _totals.GetValueOrDefault(Generations[g]) - higher)
            );
        }
    }

    /// <summary>The counter is a percentage of the heap's size after the last GC; the sizes come after it.</summary>
    private void TakeFragmentation()
    {
        if (_last.TryGetValue(Fragmentation, out var percent) && double.IsFinite(percent))
            write("fragmentation", percent / 100 * Sizes.Sum(size => _last.GetValueOrDefault(size)));
    }
}
