using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis.Comparing;

/// <summary>
/// The steady part of a run in blocks of equal length: the spread of a measure over them is its error (batch means).
/// </summary>
internal sealed class SteadyBlocks
{
    private const int Count = 12;
    private const int FewestWindows = 24;
    private readonly double _from;
    private readonly double _to;
    private readonly LoadWindow[] _windows;

    internal SteadyBlocks(Recording recording, double from)
    {
        _windows = [.. recording.Load.Where(w => w.Step.Length == 0 && !w.IsWarmUp && w.Time - w.Seconds >= from)];
        _from = _windows.Length == 0 ? from : _windows[0].Time - _windows[0].Seconds;
        _to = _windows.Length == 0 ? from : _windows[^1].Time;
    }

    /// <summary>False when there is too little load to split.</summary>
    internal bool IsEnough => _windows.Length >= FewestWindows && _to > _from;

    /// <summary>One value per block from its load windows; a block without one is left out.</summary>
    internal Estimate? OfLoad(Func<IReadOnlyList<LoadWindow>, double?> value) =>
        Estimate.Mean([.. Enumerable.Range(0, Count).Select(b => value(Windows(b))).OfType<double>()]);

    /// <summary>Growth of a total per block, divided by what the block's load comes to.</summary>
    internal Estimate? OfTotal(Series? total, Func<IReadOnlyList<LoadWindow>, double> divisor)
    {
        if (total is null || total.Times.Length < Count)
            return null;
        var values = Totals.Unbroken(total);
        var edges = Enumerable
            .Range(0, Count + 1)
            .Select(Edge)
            .Select(t => Between.At(total.Times, values, t))
            .ToArray();
        var shares = Enumerable
            .Range(0, Count)
            .Select(b => (Growth: edges[b + 1] - edges[b], Over: divisor(Windows(b))));
        return Estimate.Mean([.. shares.Where(s => s.Over > 0).Select(s => s.Growth / s.Over)]);
    }

    /// <summary>A sum over the collections that came by themselves, per second.</summary>
    internal Estimate? OfCollections(IReadOnlyList<GarbageCollection> all, Func<GarbageCollection, double> value)
    {
        var length = (_to - _from) / Count;
        return Estimate.Mean([
            .. Enumerable
                .Range(0, Count)
                .Select(b =>
                    all.Where(c => !c.IsInduced && c.Time >= Edge(b) && c.Time < Edge(b + 1)).Sum(value) / length
                ),
        ]);
    }

    private double Edge(int block) => _from + block * (_to - _from) / Count;

    // A window counts where its middle lies, so that rounding at an edge never moves it.
    private LoadWindow[] Windows(int block) =>
        [.. _windows.Where(w => w.Time - w.Seconds / 2 >= Edge(block) && w.Time - w.Seconds / 2 < Edge(block + 1))];
}
