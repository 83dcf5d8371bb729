using System.Globalization;
using Microsoft.Diagnostics.Tracing;

namespace SoakHarness.Collection.DotNet;

/// <summary>Turns published meter values and event counters into readings.</summary>
internal sealed class MeterReadings(SidecarContext context, Action<long> committed)
{
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

    /// <summary>Event counters of runtimes before .NET 9: metric and factor to our unit.</summary>
    private static readonly Dictionary<string, (string Metric, double Factor)> Counters = new()
    {
        ["gc-committed"] = ("committed", 1e6),
        ["active-timer-count"] = ("timers", 1),
        ["assembly-count"] = ("assemblies", 1),
        ["threadpool-queue-length"] = ("threadpool-queue", 1),
    };

    private readonly Dictionary<string, double> _totals = [];
    private bool _hasMeter;
    private double _fragmentation;

    internal void Subscribe(EventPipeEventSource source) => source.Dynamic.All += data =>
    {
        if (data.ProviderName == Providers.Metrics)
            TakeMeter(data);
        else if (data.EventName == "EventCounters" && !_hasMeter)
            TakeCounter(data);
    };

    private void TakeMeter(TraceEvent data)
    {
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
            Take(metric, value);
        else if (instrument == "dotnet.gc.collections" && Generation(tags) is { } generation)
            context.Read($"gc-count.{generation}", value);
        else if (instrument == "dotnet.exceptions")
            AddUp("exceptions", tags, value);
        else if (instrument == "dotnet.gc.last_collection.heap.fragmentation.size" && Generation(tags) is { } part)
            AddFragmentation(part, value);
    }

    private void Take(string metric, double value)
    {
        context.Read(metric, value);
        if (metric == "committed")
            committed((long)value);
    }

    /// <summary>Adds up a counter that is published in parts, by tags; parts only grow, so the sum of the last values is the total.</summary>
    private void AddUp(string metric, string tags, double value)
    {
        _totals[metric + tags] = value;
        context.Read(metric, _totals.Where(part => part.Key.StartsWith(metric, StringComparison.Ordinal)).Sum(part => part.Value));
    }

    /// <summary>Generations are published one after the other, gen0 first and poh last.</summary>
    private void AddFragmentation(string generation, double value)
    {
        _fragmentation = generation == "gen0" ? value : _fragmentation + value;
        if (generation == "poh")
            context.Read("fragmentation", _fragmentation);
    }

    private void TakeCounter(TraceEvent data)
    {
        if (data.PayloadValue(0) is not IDictionary<string, object> outer || outer["Payload"] is not IDictionary<string, object> counter)
            return;
        if (counter["Name"] is string name && Counters.TryGetValue(name, out var known) && counter.TryGetValue("Mean", out var mean))
            Take(known.Metric, Convert.ToDouble(mean, CultureInfo.InvariantCulture) * known.Factor);
    }

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
        data.PayloadByName(field) is string text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
