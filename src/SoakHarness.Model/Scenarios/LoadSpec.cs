namespace SoakHarness.Model.Scenarios;

/// <summary>The load of a scenario: simulations that drive requests or steps, or a target that drives itself.</summary>
public sealed record LoadSpec
{
    /// <summary>
    /// Load before anything counts: recorded, left out of statistics and judged as warm-up. Default none.
    /// </summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>Load shapes, run one after another.</summary>
    public IReadOnlyList<Simulation> Simulations { get; init; } = [];

    /// <summary>Weighted mix of single requests. Exclusive with <see cref="Steps"/>.</summary>
    public IReadOnlyList<RequestSpec> Requests { get; init; } = [];

    /// <summary>Ordered journey; each iteration runs all steps. Exclusive with <see cref="Requests"/>.</summary>
    public IReadOnlyList<RequestSpec> Steps { get; init; } = [];

    /// <summary>
    /// Set when the target drives itself and only its operations are counted; then there are no requests.
    /// </summary>
    public SelfDrivenSpec? SelfDriven { get; init; }

    /// <summary>Set when another program generates the load.</summary>
    public ExternalLoadSpec? External { get; init; }

    /// <summary>Transport of the requests.</summary>
    public TransportSpec Transport { get; init; } = new();

    /// <summary>Data feeds by name, for <c>${feed.column}</c> in paths, headers and bodies.</summary>
    public IReadOnlyDictionary<string, FeedSpec> Feeds { get; init; } = new Dictionary<string, FeedSpec>();

    /// <summary>
    /// Minimum time from the start of one iteration of a journey to the next of the same user. Default none.
    /// </summary>
    public TimeSpan Pacing { get; init; }

    /// <summary>
    /// Set to draw new request weights for each window of this length, so that growth can be told apart by endpoint.
    /// </summary>
    public TimeSpan? RandomisedMixWindow { get; init; }

    /// <summary>Seed of everything drawn at random: arrivals, mix, feeds. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The run is void when the generator's own lateness p99 is above this. Default 100 ms.</summary>
    public TimeSpan MaxLateness { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long requests in flight may take to finish after the last arrival. Default 30 s.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which share of the load this generator delivers. Default: all of it.</summary>
    public LoadPart Part { get; init; } = new(1, 1);
}
