using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace SoakHarness.Collection.DotNet;

/// <summary>The event providers a session asks the runtime for.</summary>
internal static class Providers
{
    internal const string Runtime = "Microsoft-Windows-DotNETRuntime";
    internal const string Metrics = "System.Diagnostics.Metrics";
    private const long Gc = 0x1;
    private const long InduceFullGc = 0x800000;
    private const long TimeSeriesValues = 0x2;

    /// <summary>GC events of the always-on session.</summary>
    internal static EventPipeProvider Collections() => new(Runtime, EventLevel.Informational, Gc);

    /// <summary>Enabling this induces a full blocking GC.</summary>
    internal static EventPipeProvider Induce() => new(Runtime, EventLevel.Informational, Gc | InduceFullGc);

    /// <summary>Published values of meters.</summary>
    /// <param name="period">Publishing period.</param>
    /// <param name="meters">Meters, or <c>meter\instrument</c> pairs.</param>
    internal static EventPipeProvider Meters(TimeSpan period, IEnumerable<string> meters) =>
        new(
            Metrics,
            EventLevel.Informational,
            TimeSeriesValues,
            new Dictionary<string, string>
            {
                ["SessionId"] = "soak",
                ["ClientId"] = "soak",
                ["Metrics"] = string.Join(',', meters),
                ["RefreshInterval"] = Math.Max(1, period.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                ["MaxTimeSeries"] = "1000",
                ["MaxHistograms"] = "20",
            }
        );

    /// <summary>Event counters, for runtimes before .NET 9, whose runtime has no meter.</summary>
    internal static EventPipeProvider Counters(TimeSpan period) =>
        new(
            "System.Runtime",
            EventLevel.Informational,
            0,
            new Dictionary<string, string>
            {
                ["EventCounterIntervalSec"] = Math.Max(1, period.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            }
        );
}
