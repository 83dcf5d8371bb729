using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// A complete snapshot with its place in the run. It is read when it is looked at and not kept: of ten millions of
/// objects only one snapshot should be in memory at a time, and of the others their sums.
/// </summary>
/// <param name="read">Reads the snapshot.</param>
/// <param name="time">Seconds since the run's origin.</param>
/// <param name="requests">Requests until then; null when nothing was counted.</param>
public sealed class HeapStage(Func<HeapSnapshot> read, double time, double? requests)
{
    private HeapSummary? _summary;

    /// <summary>A stage whose snapshot is in memory.</summary>
    /// <param name="snapshot">Complete snapshot.</param>
    /// <param name="time">Seconds since the run's origin.</param>
    /// <param name="requests">Requests until then; null when nothing was counted.</param>
    public HeapStage(HeapSnapshot snapshot, double time, double? requests)
        : this(() => snapshot, time, requests) => Objects = snapshot.Count;

    /// <summary>Seconds since the run's origin.</summary>
    public double Time { get; } = time;

    /// <summary>Requests until then; null when nothing was counted.</summary>
    public double? Requests { get; } = requests;

    /// <summary>Objects in it; null when that is not known before it is read.</summary>
    public long? Objects { get; init; }

    /// <summary>Its sums; kept.</summary>
    public HeapSummary Summary => _summary ??= new HeapView(read()).Summarize();

    /// <summary>What growth is counted over: requests, or seconds when nothing was counted.</summary>
    internal double Clock => Requests ?? Time;

    /// <summary>Reads the snapshot.</summary>
    public HeapSnapshot Read() => read();

    /// <summary>Reads the snapshot with all that is computed from it.</summary>
    internal HeapView View()
    {
        var view = new HeapView(read());
        _summary ??= view.Summarize();
        return view;
    }
}
