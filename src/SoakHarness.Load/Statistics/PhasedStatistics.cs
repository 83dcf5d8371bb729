using SoakHarness.Model.Recordings;

namespace SoakHarness.Load.Statistics;

/// <summary>
/// Statistics of one step, with the warm-up apart: what was due in it belongs to it, however late it is sent and ends.
/// Otherwise a backlog of the warm-up would be the latency of what is measured.
/// </summary>
internal sealed class PhasedStatistics(string scenario, string step, WarmUpEnd warmUpEnd)
{
    private readonly StepStatistics _measured = new(scenario, step);
    private readonly Lazy<StepStatistics> _warmUp = new(() => new StepStatistics(scenario, step));

    /// <summary>Failed and timed out, ever.</summary>
    internal long Errors => _measured.Errors + (_warmUp.IsValueCreated ? _warmUp.Value.Errors : 0);

    /// <summary>Sent and not ended.</summary>
    internal long InFlight => _measured.InFlight + (_warmUp.IsValueCreated ? _warmUp.Value.InFlight : 0);

    /// <summary>Where something belongs that was due at a time, in seconds since the run's origin.</summary>
    internal StepStatistics Of(double due) => due < warmUpEnd.Time ? _warmUp.Value : _measured;

    /// <summary>
    /// The window since the last call; after the warm-up, a second one for what came of it meanwhile, if anything did.
    /// </summary>
    internal IEnumerable<LoadWindow> Take(Source source, double time, double seconds, bool isWarmUp, long backlog)
    {
        if (isWarmUp)
        {
            yield return _warmUp.Value.Take(source, time, seconds, isWarmUp: true, backlog);
            yield break;
        }

        yield return _measured.Take(source, time, seconds, isWarmUp: false, backlog);
        if (!_warmUp.IsValueCreated)
            yield break;
        var late = _warmUp.Value.Take(source, time, seconds, isWarmUp: true, 0);
        if (late.Sent + late.Completed + late.Failed + late.TimedOut + late.Cancelled > 0)
            yield return late;
    }
}
