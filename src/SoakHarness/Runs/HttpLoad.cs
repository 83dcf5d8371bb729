using SoakHarness.Load;
using SoakHarness.Load.Engine;
using SoakHarness.Load.Statistics;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Runs;

/// <summary>The generator as a driver of the run; for targets that drive themselves, only the time passes.</summary>
internal sealed class HttpLoad : ILoadDriver, IDisposable
{
    private readonly LoadGenerator _generator;
    private readonly TimeSpan? _length;

    private HttpLoad(RunContext context, IIteration? iteration, StepBook? steps)
    {
        var load = context.Spec.Load;
        var target = new LoadTarget(
            context.Spec.Name,
            context.Url,
            context.Store,
            context.Generator,
            context.Origin,
            iteration,
            steps
        )
        {
            Thresholds =
            [
                .. context
                    .Spec.Verdict.Thresholds.Select(text => ThresholdParser.Parse(text, out _))
                    .OfType<ThresholdExpression>(),
            ],
        };
        _generator = new LoadGenerator(load, target);
        var hasOpenEnd = load.Simulations.Any(s => s is Iterations { RatePerSecond: null });
        _length = hasOpenEnd ? null : load.WarmUp + LoadLength.Of(load);
    }

    /// <inheritdoc />
    public LoadState State
    {
        get
        {
            var progress = _generator.Progress;
            return new LoadState
            {
                Phase = progress.Phase,
                Elapsed = progress.Elapsed,
                Remaining = _length is { } length && length > progress.Elapsed ? length - progress.Elapsed : null,
                AskedRate = progress.AskedRate,
                DeliveredRate = progress.DeliveredRate,
                Errors = progress.Errors,
                P99Ms = progress.P99Ms,
            };
        }
    }

    /// <summary>
    /// The driver of a scenario's own requests, of a target that drives itself, or of another generator.
    /// </summary>
    internal static ILoadDriver Create(RunContext context) =>
        context.Spec.Load switch
        {
            { SelfDriven: { } driven } => new SelfDrivenLoad(context, driven),
            { External: { } external } => new ExternalLoad(context, external),
            _ => new HttpLoad(context, null, null),
        };

    /// <summary>The driver of a user's own code.</summary>
    internal static HttpLoad Create(RunContext context, IIteration iteration, StepBook steps) =>
        new(context, iteration, steps);

    /// <inheritdoc />
    public Task RunAsync(CancellationToken stop) => _generator.RunAsync(stop);

    /// <inheritdoc />
    public Task PauseAsync() => _generator.PauseAsync();

    /// <inheritdoc />
    public void Resume() => _generator.Resume();

    /// <inheritdoc />
    public void Dispose() => _generator.Dispose();
}
