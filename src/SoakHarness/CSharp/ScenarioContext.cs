using SoakHarness.Load.Statistics;

namespace SoakHarness.CSharp;

/// <summary>The context of one instance, used again for each of its iterations.</summary>
internal sealed class ScenarioContext(string scenario, Uri? url, int number, int seed, StepBook steps, bool endsOnFail)
    : IScenarioContext
{
    public string ScenarioName => scenario;

    public int InstanceNumber => number;

    public long InvocationNumber { get; private set; }

    public Uri? Url => url;

    public IDictionary<string, object> Data { get; } = new Dictionary<string, object>();

    public IDictionary<string, object> ScenarioInstanceData { get; } = new Dictionary<string, object>();

    public Random Random { get; } = new(seed + number);

    public CancellationToken ScenarioCancellationToken { get; private set; }

    /// <summary>True when a failed step ends the iteration.</summary>
    internal bool EndsOnFail => endsOnFail;

    /// <summary>Where steps are counted.</summary>
    internal StepBook Steps => steps;

    /// <summary>Seconds since the run's origin.</summary>
    internal Func<double> Clock { get; private set; } = () => 0;

    /// <summary>
    /// When the next step is due: the first at the intended start of the iteration, later ones when the one before
    /// ended.
    /// </summary>
    internal double Due { get; set; }

    /// <summary>Gets ready for the next iteration.</summary>
    internal void Begin(Func<double> clock, double intended, CancellationToken kill)
    {
        InvocationNumber++;
        Data.Clear();
        Clock = clock;
        Due = intended;
        ScenarioCancellationToken = kill;
    }
}
