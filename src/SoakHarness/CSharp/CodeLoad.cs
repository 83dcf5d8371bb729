using SoakHarness.Load.Statistics;
using SoakHarness.Model.Recordings;
using SoakHarness.Runs;
using SoakHarness.Targets;

namespace SoakHarness.CSharp;

/// <summary>Drives user code: its init, then the load, then its clean-up.</summary>
internal sealed class CodeLoad : ILoadDriver, IDisposable
{
    private readonly RunContext _run;
    private readonly ScenarioProps _scenario;
    private readonly HttpLoad _load;

    internal CodeLoad(RunContext run, ScenarioProps scenario)
    {
        _run = run;
        _scenario = scenario;
        var steps = new StepBook();
        var iteration = new CodeIteration(
            number => new ScenarioContext(
                scenario.Name,
                run.Url,
                number,
                scenario.Load.Seed,
                steps,
                scenario.EndsOnFail
            ),
            scenario.Run
        );
        _load = HttpLoad.Create(run, iteration, steps);
    }

    /// <inheritdoc />
    public LoadState State => _load.State;

    /// <inheritdoc />
    /// <exception cref="TargetException">The scenario's init failed.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var context = new ScenarioInitContext(_scenario.Name, _run.Url, stop);
        await InitAsync(context);
        await _load.RunAsync(stop);
        await CleanAsync(context);
    }

    /// <inheritdoc />
    public Task PauseAsync() => _load.PauseAsync();

    /// <inheritdoc />
    public void Resume() => _load.Resume();

    /// <inheritdoc />
    public void Dispose() => _load.Dispose();

    private async Task InitAsync(ScenarioInitContext context)
    {
        try
        {
            await (_scenario.Init?.Invoke(context) ?? Task.CompletedTask);
        }
        catch (Exception failure) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new TargetException(
                $"WithInit of {_scenario.Name} failed: {failure.GetType().Name}: {failure.Message}",
                failure
            );
        }
    }

    private async Task CleanAsync(ScenarioInitContext context)
    {
        try
        {
            await (_scenario.Clean?.Invoke(context) ?? Task.CompletedTask);
        }
        // Whatever the clean-up throws, what was measured stands.
        catch (Exception failure)
        {
            _run.Record(
                RunEventKind.Problem,
                $"WithClean of {_scenario.Name} failed: {failure.GetType().Name}: {failure.Message}"
            );
        }
    }
}
