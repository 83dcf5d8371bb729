using SoakHarness.Model.Resources;

namespace SoakHarness.Analysis.Resources;

/// <summary>A census of resources with its place in the run.</summary>
/// <param name="Counts">What the process held.</param>
/// <param name="Time">Seconds since the run's origin.</param>
/// <param name="Requests">Requests until then; null when nothing was counted.</param>
public sealed record ResourceStage(IReadOnlyList<ResourceCount> Counts, double Time, double? Requests);
