using SoakHarness.Model.Recordings;

namespace SoakHarness.Recordings;

/// <summary>
/// Load windows of a run that goes on, in bounded memory: when there are too many, neighbours become one.
/// </summary>
internal sealed class LiveWindows
{
    private const int Most = 2400;
    private readonly List<LoadWindow> _windows = [];
    private LoadWindow? _open;
    private int _width = 1;
    private int _joined;

    /// <summary>What is known, oldest first; the last may still grow.</summary>
    internal IReadOnlyList<LoadWindow> All => _open is null ? [.. _windows] : [.. _windows, _open];

    /// <summary>Adds a window of whole iterations.</summary>
    internal void Add(LoadWindow window)
    {
        _open = _open is null ? window : Join(_open, window);
        if (++_joined < _width)
            return;
        _windows.Add(_open);
        (_open, _joined) = (null, 0);
        if (_windows.Count < Most)
            return;
        var halved = _windows.Chunk(2).Select(pair => pair.Aggregate(Join)).ToArray();
        _windows.Clear();
        _windows.AddRange(halved);
        _width *= 2;
    }

    private static LoadWindow Join(LoadWindow first, LoadWindow second) =>
        second with
        {
            Seconds = first.Seconds + second.Seconds,
            Asked = first.Asked + second.Asked,
            Completed = first.Completed + second.Completed,
            Failed = first.Failed + second.Failed,
            TimedOut = first.TimedOut + second.TimedOut,
            Latency = Latencies.Merge([first.Latency, second.Latency]),
        };
}
