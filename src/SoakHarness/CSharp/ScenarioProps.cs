using SoakHarness.Model.Scenarios;
using LoadSimulation = SoakHarness.Model.Scenarios.Simulation;

namespace SoakHarness.CSharp;

/// <summary>A scenario in C#. Every method returns a changed copy.</summary>
public sealed record ScenarioProps
{
    private static readonly LoadSimulation[] Default = [new KeepConstant(1, TimeSpan.FromMinutes(1))];

    internal ScenarioProps(string name, string baseDirectory, Func<IScenarioContext, Task<IResponse>> run)
    {
        Name = name;
        BaseDirectory = baseDirectory;
        Run = run;
    }

    internal string Name { get; }

    internal Func<IScenarioContext, Task<IResponse>> Run { get; }

    internal string BaseDirectory { get; }

    internal string Description { get; init; } = "";

    internal Func<IScenarioInitContext, Task>? Init { get; init; }

    internal Func<IScenarioInitContext, Task>? Clean { get; init; }

    internal bool EndsOnFail { get; init; } = true;

    internal TargetSpec? Target { get; init; }

    internal LoadSpec Load { get; init; } = new() { WarmUp = TimeSpan.FromSeconds(30), Simulations = Default };

    internal WatchSpec Watching { get; init; } = new();

    internal VerdictSpec Verdict { get; init; } = new();

    /// <summary>Says what the scenario does and proves, for the report.</summary>
    /// <param name="text">One or two sentences.</param>
    public ScenarioProps WithDescription(string text) => this with { Description = text };

    /// <summary>Runs before the warm-up, with the target up. An exception ends the run with exit code 3.</summary>
    /// <param name="init">The code.</param>
    public ScenarioProps WithInit(Func<IScenarioInitContext, Task> init) => this with { Init = init };

    /// <summary>Runs after the load, with the target still up. An exception is only reported.</summary>
    /// <param name="clean">The code.</param>
    public ScenarioProps WithClean(Func<IScenarioInitContext, Task> clean) => this with { Clean = clean };

    /// <summary>Drives the first simulation's load this long before anything counts. Default 30 s.</summary>
    /// <param name="duration">Length, not negative.</param>
    public ScenarioProps WithWarmUpDuration(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return this with { Load = Load with { WarmUp = duration } };
    }

    /// <summary>Counts from the first iteration on.</summary>
    public ScenarioProps WithoutWarmUp() => WithWarmUpDuration(TimeSpan.Zero);

    /// <summary>The load, one simulation after another. Default: one user for a minute.</summary>
    /// <param name="simulations">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ScenarioProps WithLoadSimulations(params LoadSimulation[] simulations) =>
        simulations.Length > 0
            ? this with
            {
                Load = Load with { Simulations = simulations },
            }
            : throw new ArgumentException(
                "Give at least one simulation, e.g. Simulation.KeepConstant(1, TimeSpan.FromMinutes(1)).",
                nameof(simulations)
            );

    /// <summary>Whether a failed step ends its iteration. Default true.</summary>
    /// <param name="shouldRestart">False to go on with the step's failed response.</param>
    public ScenarioProps WithRestartIterationOnFail(bool shouldRestart) => this with { EndsOnFail = shouldRestart };

    /// <summary>What must hold for the run to pass.</summary>
    /// <param name="thresholds">Thresholds.</param>
    public ScenarioProps WithThresholds(params Threshold[] thresholds) =>
        this with
        {
            Verdict = Verdict with { Thresholds = [.. thresholds.Select(t => t.Text)] },
        };

    /// <summary>The program under test, made by <see cref="CSharp.Target"/>.</summary>
    /// <param name="target">Target.</param>
    public ScenarioProps Against(TargetSpec target) => this with { Target = target };

    /// <summary>Changes what is sampled: <c>Watch(w =&gt; w with { HeapSnapshots = 0 })</c>.</summary>
    /// <param name="change">Gives the changed settings.</param>
    public ScenarioProps Watch(Func<WatchSpec, WatchSpec> change) => this with { Watching = change(Watching) };

    /// <summary>Changes what fails the run: <c>Judge(v =&gt; v with { Metrics = ["live-heap"] })</c>.</summary>
    /// <param name="change">Gives the changed settings.</param>
    public ScenarioProps Judge(Func<VerdictSpec, VerdictSpec> change) => this with { Verdict = change(Verdict) };

    /// <summary>Changes settings of the load that have no method: <c>Drive(l =&gt; l with { Seed = 7 })</c>.</summary>
    /// <param name="change">Gives the changed settings.</param>
    public ScenarioProps Drive(Func<LoadSpec, LoadSpec> change) => this with { Load = change(Load) };

    /// <summary>The scenario as everything behind it understands it, with paths made absolute.</summary>
    /// <exception cref="InvalidOperationException">It has no target.</exception>
    internal ScenarioSpec ToSpec() =>
        new()
        {
            Name = Name,
            Description = Description,
            Target = Absolute(
                Target
                    ?? throw new InvalidOperationException(
                        $"The scenario {Name} has no target. Write .Against(Target.Project(\"path/to/App.csproj\"))."
                    )
            ),
            Load = Load,
            Watch = Watching,
            Verdict = Verdict,
            BaseDirectory = BaseDirectory,
        };

    private TargetSpec Absolute(TargetSpec target) =>
        target with
        {
            Project = target.Project is { } project ? Path.GetFullPath(project, BaseDirectory) : null,
            WorkingDirectory = Path.GetFullPath(target.WorkingDirectory ?? ".", BaseDirectory),
        };
}
