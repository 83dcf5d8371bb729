using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis;

/// <summary>The target's series in a recording, on the clock of requests, cut to the time of the load.</summary>
internal sealed class RecordingSeries
{
    // Runtimes and pools fill during the first seconds, also where the scenario has no warm-up of its own.
    private const double SettlingShare = 0.15;
    private readonly Recording _recording;
    private readonly RequestClock _clock;
    private readonly double _begins;
    private readonly double _ends;

    internal RecordingSeries(Recording recording)
    {
        _recording = recording;
        _clock = RequestClock.Of(recording);
        var phases = recording.Events.Where(e => e.Kind == RunEventKind.Phase).ToArray();
        var first = phases.FirstOrDefault(p => p.Text is not "warm-up" and not "drain" and not "end");
        var last = phases.LastOrDefault(p => p.Text is "drain" or "end");
        _begins = first?.Time ?? 0;
        _ends = last is null ? double.PositiveInfinity : phases.First(p => p.Text is "drain" or "end").Time;
        var length = (double.IsPositiveInfinity(_ends) ? LastTime() : _ends) - _begins;
        WarmUpUntil = first is null ? null : _begins + SettlingShare * Math.Max(0, length);
    }

    /// <summary>When everything has settled; null when the recording has no phases.</summary>
    internal double? WarmUpUntil { get; }

    /// <summary>True unless the target is known to have no managed heap that the collector could read.</summary>
    internal bool MayHaveHeap =>
        !_recording.Identity.Facts.TryGetValue("runtime", out var runtime)
        || runtime.StartsWith("dotnet", StringComparison.Ordinal)
        || runtime.StartsWith("go", StringComparison.Ordinal);

    /// <summary>True when the target is known to be a Go program.</summary>
    internal bool IsGo =>
        _recording.Identity.Facts.TryGetValue("runtime", out var runtime)
        && runtime.StartsWith("go", StringComparison.Ordinal);

    /// <summary>
    /// Why nothing of a .NET target's heap could be read; null when something could, or was not tried.
    /// </summary>
    internal string? Unread =>
        _recording
            .Events.FirstOrDefault(e =>
                e.Kind == RunEventKind.Problem && e.Text.StartsWith(RunEvent.NoDiagnostics, StringComparison.Ordinal)
            )
            ?.Text;

    /// <summary>True when anything was read of a target.</summary>
    internal bool IsWatched =>
        _recording.Series.Any(s => s.Source.Role == SourceRole.Target)
        || _recording.Checkpoints.Count > 0
        || _recording.Collections.Count > 0;

    /// <summary>Floors read after the load ended.</summary>
    internal IReadOnlyList<double> DrainedFloors =>
        [
            .. _recording
                .Checkpoints.Where(c => c is { Outcome: CheckpointOutcome.Completed, IsDrained: true })
                .Select(c => (double)c.LiveBytes),
        ];

    /// <summary>A metric's series while the load ran; null when it was not measured.</summary>
    internal JudgedSeries? Find(string metric)
    {
        var kind = KindOf(metric);
        if (kind == SeriesKind.Floor)
            return Floors(metric);
        var series = _recording.OfTarget(metric);
        if (series is null || series.Times.Length == 0)
            return null;
        var inside = Enumerable
            .Range(0, series.Times.Length)
            .Where(i => series.Times[i] >= _begins && series.Times[i] <= _ends)
            .ToArray();
        return inside.Length == 0
            ? null
            : Create(metric, kind, [.. inside.Select(i => series.Times[i])], [.. inside.Select(i => series.Values[i])]);
    }

    private JudgedSeries? Floors(string metric)
    {
        var floors = _recording
            .Checkpoints.Where(c =>
                c is { Outcome: CheckpointOutcome.Completed, IsDrained: false } && c.Time >= _begins && c.Time <= _ends
            )
            .ToArray();
        return floors.Length > 0
            ? Create(
                metric,
                SeriesKind.Floor,
                [.. floors.Select(c => c.Time)],
                [.. floors.Select(c => (double)c.LiveBytes)]
            )
            : NaturalFloors(metric);
    }

    /// <summary>Without checkpoints, the full GCs that came by themselves show the floor.</summary>
    private JudgedSeries? NaturalFloors(string metric)
    {
        var full = _recording.Collections.Where(c => c is { Generation: 2, PromotedBytes: > 0 }).ToArray();
        return full.Length == 0
            ? null
            : Create(
                metric,
                SeriesKind.Floor,
                [.. full.Select(c => c.Time)],
                [.. full.Select(c => (double)c.PromotedBytes)]
            );
    }

    private JudgedSeries Create(string metric, SeriesKind kind, double[] times, double[] values)
    {
        var kept = Enumerable.Range(0, times.Length).Where(i => i == 0 || times[i] > times[i - 1]).ToArray();
        times = [.. kept.Select(i => times[i])];
        return new JudgedSeries(
            metric,
            kind,
            times,
            [.. kept.Select(i => values[i])],
            _clock.IsEmpty ? null : [.. times.Select(_clock.At)]
        );
    }

    private double LastTime() =>
        _recording.Series.Where(s => s.Times.Length > 0).Select(s => s.Times[^1]).DefaultIfEmpty(0).Max();

    private static SeriesKind KindOf(string metric) =>
        metric switch
        {
            "live-heap" => SeriesKind.Floor,
            "native-memory" or "rss" or "committed" or "cgroup-memory" or "cgroup-anonymous" or "cgroup-working-set" =>
                SeriesKind.NativeMemory,
            "heap" or "gen0" or "gen1" or "gen2" or "loh" or "poh" => SeriesKind.ManagedHeap,
            _ => Model.Metrics.MetricCatalog.Find(metric)?.Unit == "count" ? SeriesKind.Count : SeriesKind.Gauge,
        };
}
