using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>A snapshot with its place in the run.</summary>
/// <param name="Snapshot">Complete snapshot.</param>
/// <param name="Time">Seconds since the run's origin.</param>
/// <param name="Requests">Requests until then; null when nothing was counted.</param>
public sealed record HeapStage(HeapSnapshot Snapshot, double Time, double? Requests);
