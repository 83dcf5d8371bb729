using System.Collections.Concurrent;
using System.Diagnostics;
using SoakHarness.Load.Summaries;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests;

/// <summary>Runs loads and keeps what they record.</summary>
internal static class Loads
{
    private static readonly Source Generator = new(SourceRole.Generator, "host", "test", 1);

    internal static async Task<LoadSummary> RunAsync(Uri url, LoadSpec load) =>
        LoadSummaries.Summarise(await WindowsAsync(url, load, CancellationToken.None), load)!;

    internal static async Task<LoadWindow[]> WindowsAsync(Uri url, LoadSpec load, CancellationToken stop)
    {
        var sink = new ListSink();
        using var generator = Create(url, load, sink);
        await generator.RunAsync(stop).WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        return sink.Windows;
    }

    internal static LoadGenerator Create(
        Uri url,
        LoadSpec load,
        ListSink sink,
        params ThresholdExpression[] thresholds
    ) => new(load, new LoadTarget("test", url, sink, Generator, Stopwatch.GetTimestamp()) { Thresholds = thresholds });

    internal sealed class ListSink : IRecordingSink
    {
        private readonly ConcurrentQueue<Entry> _entries = new();

        public LoadWindow[] Windows => [.. _entries.OfType<LoadWindow>()];

        public Reading[] Readings => [.. _entries.OfType<Reading>()];

        public RunEvent[] Events => [.. _entries.OfType<RunEvent>()];

        public void Write(Entry entry) => _entries.Enqueue(entry);
    }
}
