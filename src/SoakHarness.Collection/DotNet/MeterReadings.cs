using System.Globalization;
using Microsoft.Diagnostics.Tracing;

namespace SoakHarness.Collection.DotNet;

/// <summary>Turns published meter values and event counters into readings.</summary>
internal sealed class MeterReadings(SidecarContext context, Action<long> committed)
{
    // Gen0 to gen2, the large and the pinned object heap.
    private const int Generations = 5;

    /// <summary>Instruments of the runtime whose value is a metric of ours as it is.</summary>
    private static readonly Dictionary<string, string> Instruments = new()
    {
        ["dotnet.gc.heap.total_allocated"] = "allocated",
        ["dotnet.gc.last_collection.memory.committed_size"] = "committed",
        ["dotnet.timer.count"] = "timers",
        ["dotnet.assembly.count"] = "assemblies",
        ["dotnet.thread_pool.queue.length"] = "threadpool-queue",
        ["dotnet.monitor.lock_contentions"] = "lock-contentions",
    };

    private readonly Dictionary<string, double> _totals = [];
    private readonly CounterReadings _counters = new((metric, value) => Take(context, committed, metric, value));
    private bool _hasMeter;
    private bool _saidCounters;
    private readonly Dictionary<string, double> _fragmentation = [];

    internal void Subscribe(EventPipeEventSource source) =>
        source.Dynamic.All += data =>
        {
            if (data.ProviderName == Providers.Metrics)
                TakeMeter(data);
            else if (data.EventName == "EventCounters")
                TakeCounter(data);
        };

    private void TakeMeter(TraceEvent data)
    {
        // It comes at the start of the session, before the first value and before the first tick of the counters.
        if (
            data.EventName == "BeginInstrumentReporting"
            && data.PayloadByName("meterName") as string == "System.Runtime"
        )
            _hasMeter = true;
        var value = data.EventName switch
        {
            "CounterRateValuePublished" or "UpDownCounterRateValuePublished" => Number(data, "value"),
            "GaugeValuePublished" => Number(data, "lastValue"),
            _ => null,
        };
        if (value is not { } known || data.PayloadByName("instrumentName") is not string instrument)
            return;
        var meter = data.PayloadByName("meterName") as string;
        if (meter == "System.Runtime")
        {
            _hasMeter = true;
            TakeRuntime(instrument, data.PayloadByName("tags") as string ?? "", known);
        }

        if (context.Options.OperationsMeter == $"{meter}/{instrument}")
            context.Read("requests", known);
    }

    private void TakeRuntime(string instrument, string tags, double value)
    {
        if (Instruments.TryGetValue(instrument, out var metric))
            Take(context, committed, metric, value);
        else if (instrument == "dotnet.gc.collections" && Generation(tags) is { } generation)
            context.Read($"gc-count.{generation}", value);
        else if (instrument == "dotnet.exceptions")
            AddUp("exceptions", tags, value);
        else if (instrument == "dotnet.gc.last_collection.heap.fragmentation.size" && Generation(tags) is { } part)
            AddFragmentation(part, value);
    }

    private static void Take(SidecarContext context, Action<long> committed, string metric, double value)
    {
        context.Read(metric, value);
        if (metric == "committed")
            committed((long)value);
    }

    /// <summary>
    /// Adds up a counter that is published in parts, by tags; parts only grow, so the sum of the last values is the
    /// total.
    /// </summary>
    private void AddUp(string metric, string tags, double value)
    {
        _totals[metric + tags] = value;
        context.Read(
            metric,
            _totals.Where(part => part.Key.StartsWith(metric, StringComparison.Ordinal)).Sum(part => part.Value)
        );
    }

    /// <summary>The generations are published one after the other, in an order that differs by process.</summary>
    private void AddFragmentation(string generation, double value)
    {
        _fragmentation[generation] = value;
        if (_fragmentation.Count < Generations)
            return;
        context.Read("fragmentation", _fragmentation.Values.Sum());
        _fragmentation.Clear();
    }

    private void TakeCounter(TraceEvent data)
    {
        if (
            _hasMeter
            || data.PayloadValue(0) is not IDictionary<string, object> outer
            || outer["Payload"] is not IDictionary<string, object> counter
        )
            return;
        if (counter["Name"] is not string name || Value(counter) is not { } value)
            return;
        _counters.Take(name, value);
        SayOnce();
    }

    /// <summary>Which metrics such a runtime lacks is known after some periods.</summary>
    private void SayOnce()
    {
        if (_saidCounters || _counters.Missing is not { } missing)
            return;
        _saidCounters = true;
        var lacking =
            missing.Count == 0
                ? "nothing is missing"
                : $"it does not tell {string.Join(", ", missing)}{(missing.Contains("committed") ? " (so that native-memory is not known)" : "")}";
        context.Report(
            Model.Recordings.RunEventKind.Note,
            $"The target's runtime has no System.Runtime meter (it is older than .NET 9): its event counters are read; {lacking}."
        );
    }

    private static double? Value(IDictionary<string, object> counter) =>
        counter.TryGetValue("Mean", out var value) || counter.TryGetValue("Increment", out value)
            ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : null;

    private static string? Generation(string tags)
    {
        const string key = "gc.heap.generation=";
        var start = tags.IndexOf(key, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var end = tags.IndexOf(',', start);
        return tags[(start + key.Length)..(end < 0 ? tags.Length : end)];
    }

    private static double? Number(TraceEvent data, string field) =>
        data.PayloadByName(field) is string text
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
