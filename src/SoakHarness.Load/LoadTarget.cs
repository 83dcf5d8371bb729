using SoakHarness.Load.Engine;
using SoakHarness.Load.Statistics;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Load;

/// <summary>Where a load goes, and who writes down what happens.</summary>
/// <param name="Scenario">Scenario name.</param>
/// <param name="Url">Base address; null when <paramref name="Iteration"/> is given and needs none.</param>
/// <param name="Sink">Takes windows and phases.</param>
/// <param name="Generator">The generator as a source.</param>
/// <param name="Origin"><c>Stopwatch.GetTimestamp()</c> at time 0 of the run.</param>
/// <param name="Iteration">What an arrival does; null to send the load's requests.</param>
/// <param name="Steps">Steps of <paramref name="Iteration"/>; null when it has none.</param>
public sealed record LoadTarget(
    string Scenario,
    Uri? Url,
    IRecordingSink Sink,
    Source Generator,
    long Origin,
    IIteration? Iteration = null,
    StepBook? Steps = null
)
{
    /// <summary>Thresholds that end the load as soon as one is not kept; others are left out.</summary>
    public IReadOnlyList<ThresholdExpression> Thresholds { get; init; } = [];
}
