using SoakHarness.Model.Recordings;

namespace SoakHarness.Load.Statistics;

/// <summary>
/// What happens to one step, from any thread, until a window is taken. Its size does not depend on how much happens.
/// </summary>
internal sealed class StepStatistics(string scenario, string step)
{
    private const int KindsKept = 20;
    private const int LongestExample = 300;
    private readonly Lock _gate = new();
    private readonly Histogram _latency = new();
    private readonly Histogram _service = new();
    private readonly Histogram _lateness = new();
    private readonly Dictionary<string, (long Count, string Example)> _errors = [];
    private long _asked;
    private long _sent;
    private long _completed;
    private long _failed;
    private long _timedOut;
    private long _cancelled;
    private long _bytes;
    private long _inFlight;

    /// <summary>Failed and timed out, ever.</summary>
    internal long Errors { get; private set; }

    /// <summary>Sent and not ended.</summary>
    internal long InFlight
    {
        get
        {
            lock (_gate)
                return _inFlight;
        }
    }

    internal void Asked(double lateness)
    {
        lock (_gate)
        {
            _asked++;
            _lateness.Add(lateness);
        }
    }

    /// <summary>Asked for and sent at once, which cannot be late.</summary>
    internal void Began()
    {
        lock (_gate)
        {
            _asked++;
            _sent++;
            _inFlight++;
        }
    }

    internal void Sent()
    {
        lock (_gate)
        {
            _sent++;
            _inFlight++;
        }
    }

    /// <summary>The end of what was sent.</summary>
    internal void Ended(StepEnd end, double latency, double service)
    {
        lock (_gate)
        {
            _inFlight--;
            _bytes += end.Bytes;
            switch (end.Kind)
            {
                case EndKind.Completed:
                    _completed++;
                    break;
                case EndKind.Cancelled:
                    _cancelled++;
                    return;
                case EndKind.TimedOut:
                    _timedOut++;
                    break;
                default:
                    _failed++;
                    break;
            }

            _latency.Add(latency);
            _service.Add(service);
            if (end.Kind != EndKind.Completed)
                AddError(end);
        }
    }

    /// <summary>The window since the last call.</summary>
    internal LoadWindow Take(Source source, double time, double seconds, bool isWarmUp, long backlog)
    {
        lock (_gate)
        {
            var window = new LoadWindow(source, time)
            {
                Seconds = seconds,
                Scenario = scenario,
                Step = step,
                IsWarmUp = isWarmUp,
                Asked = _asked,
                Sent = _sent,
                Completed = _completed,
                Failed = _failed,
                TimedOut = _timedOut,
                Cancelled = _cancelled,
                Bytes = _bytes,
                Backlog = backlog,
                InFlight = _inFlight,
                Latency = _latency.Take(),
                ServiceTime = _service.Take(),
                Lateness = _lateness.Take(),
                Errors = [.. _errors.Select(e => new ErrorCount(e.Key, e.Value.Count, e.Value.Example))],
            };
            _errors.Clear();
            _asked = _sent = _completed = _failed = _timedOut = _cancelled = _bytes = 0;
            return window;
        }
    }

    private void AddError(StepEnd end)
    {
        Errors++;
        var kind = _errors.Count < KindsKept || _errors.ContainsKey(end.Error) ? end.Error : "other";
        var (count, example) = _errors.GetValueOrDefault(
            kind,
            (0, end.Example[..Math.Min(end.Example.Length, LongestExample)])
        );
        _errors[kind] = (count + 1, example);
    }
}
