using System.Collections.Concurrent;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Load.Statistics;

/// <summary>
/// Statistics of steps whose names are not known before they run: those of user code. Safe to use from any thread.
/// </summary>
public sealed class StepBook
{
    private const int MostSteps = 200;
    private readonly ConcurrentDictionary<string, PhasedStatistics> _steps = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<PhasedStatistics> _inOrder = new();
    private readonly Lock _gate = new();

    /// <summary>When the warm-up ends; set before the first step.</summary>
    internal WarmUpEnd WarmUpEnd { get; set; } = new();

    /// <summary>A step was started.</summary>
    /// <param name="scenario">Scenario name.</param>
    /// <param name="name">Step name. After 200 different names, further ones are counted as <c>other steps</c>.</param>
    /// <param name="due">When it was due, in seconds since the run's origin.</param>
    public void Started(string scenario, string name, double due)
    {
        var step = Of(scenario, name).Of(due);
        step.Asked(0);
        step.Sent();
    }

    /// <summary>A step that was started has ended.</summary>
    /// <param name="scenario">Scenario name.</param>
    /// <param name="name">Step name.</param>
    /// <param name="end">How.</param>
    /// <param name="times">When it was due, was started and has ended, in seconds since the run's origin.</param>
    public void Ended(string scenario, string name, StepEnd end, StepTimes times) =>
        Of(scenario, name).Of(times.Due).Ended(end, times.Ended - times.Due, times.Ended - times.Started);

    /// <summary>The windows of all steps since the last call, in the order in which steps were first seen.</summary>
    internal IEnumerable<LoadWindow> Take(Source source, double time, double seconds, bool isWarmUp) =>
        _inOrder.SelectMany(step => step.Take(source, time, seconds, isWarmUp, 0));

    private PhasedStatistics Of(string scenario, string name) =>
        _steps.TryGetValue(name, out var known) ? known : Add(scenario, name);

    private PhasedStatistics Add(string scenario, string name)
    {
        lock (_gate)
        {
            var counted = _steps.Count < MostSteps ? name : "other steps";
            if (_steps.TryGetValue(counted, out var known))
                return known;
            var step = new PhasedStatistics(scenario, counted, WarmUpEnd);
            _steps[counted] = step;
            _inOrder.Enqueue(step);
            return step;
        }
    }
}
