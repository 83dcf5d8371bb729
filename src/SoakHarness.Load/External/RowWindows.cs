using SoakHarness.Load.Statistics;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Load.External;

/// <summary>
/// Sums up imported requests by the second in which they ended. A second is written once a request that ended
/// <see cref="Held"/> seconds later is there, since generators write what several threads do out of order.
/// </summary>
internal sealed class RowWindows
{
    /// <summary>Seconds that are kept open.</summary>
    internal const int Held = 10;

    private readonly LoadTarget _target;
    private readonly ImportClock _clock;
    private readonly Dictionary<int, List<RequestRow>> _open = [];
    private readonly PhasedStatistics _whole;
    private readonly StepBook _steps;
    private readonly AbortWatch[] _aborts;
    private int _next;
    private int _newest;

    internal RowWindows(LoadTarget target, ImportClock clock)
    {
        (_target, _clock) = (target, clock);
        // Seconds since the generator's start, as they are given to the statistics here.
        var warmUpEnd = new WarmUpEnd { Time = clock.WarmUp.TotalSeconds };
        _whole = new PhasedStatistics(target.Scenario, "", warmUpEnd);
        _steps = new StepBook { WarmUpEnd = warmUpEnd };
        _aborts = [.. target.Thresholds.Where(t => t.Aborts).Select(t => new AbortWatch(t))];
    }

    /// <summary>Where the load stands, by the last window.</summary>
    internal LoadProgress Progress { get; private set; } = new();

    /// <summary>Set when a threshold that ends the run was not kept.</summary>
    internal string? Broken { get; private set; }

    /// <summary>Requests that came after their second had been written.</summary>
    internal long Late { get; private set; }

    /// <summary>Takes a request.</summary>
    /// <param name="row">The request.</param>
    /// <param name="time">When it ended, in seconds since the run's origin.</param>
    internal void Add(RequestRow row, double time)
    {
        var second = Math.Max(0, (int)Math.Floor(time - _clock.Began));
        if (second < _next)
        {
            Late++;
            second = _next;
        }

        if (!_open.TryGetValue(second, out var rows))
            _open[second] = rows = [];
        rows.Add(row);
        _newest = Math.Max(_newest, second);
        while (_next < _newest - Held)
            Write(_next++, 1);
    }

    /// <summary>Writes what is still open, up to the generator's end.</summary>
    /// <param name="now">Its end in seconds since the run's origin.</param>
    internal void Finish(double now)
    {
        var last = Math.Max(_newest, (int)Math.Floor(now - _clock.Began));
        for (; _next < last; _next++)
            Write(_next, 1);
        var rest = now - _clock.Began - last;
        if (_open.ContainsKey(last) || rest > 0.1)
            Write(_next++, rest is > 0.1 and < 1 ? rest : 1);
    }

    private void Write(int second, double seconds)
    {
        foreach (var row in _open.TryGetValue(second, out var rows) ? rows : [])
            Count(row, second);
        _open.Remove(second);
        var isWarmUp = second < _clock.WarmUp.TotalSeconds;
        var time = _clock.Began + second + seconds;
        LoadWindow[] windows =
        [
            .. _whole.Take(_target.Generator, time, seconds, isWarmUp, 0),
            .. _steps.Take(_target.Generator, time, seconds, isWarmUp),
        ];
        // Neither when a request was due nor how late the generator was is known.
        windows = [.. windows.Select(w => w with { Latency = LatencyCounts.None, Lateness = LatencyCounts.None })];
        foreach (var window in windows)
            _target.Sink.Write(window);
        if (!isWarmUp)
            Broken ??= _aborts.Select(a => a.Check(windows)).FirstOrDefault(reason => reason is not null);
        Progress = Progress with
        {
            DeliveredRate = windows[0].Completed / seconds,
            Errors = _whole.Errors,
            P99Ms = windows[0].ServiceTime.Percentile(99) / 1000,
        };
    }

    private void Count(RequestRow row, int second)
    {
        if (!row.IsGroup)
        {
            _whole.Of(second).Began();
            _whole.Of(second).Ended(row.End, row.Seconds, row.Seconds);
        }

        if (row.Name.Length == 0)
            return;
        _steps.Started(_target.Scenario, row.Name, second);
        _steps.Ended(_target.Scenario, row.Name, row.End, new StepTimes(second, second, second + row.Seconds));
    }
}
