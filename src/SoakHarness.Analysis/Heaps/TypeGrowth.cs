using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Heaps;

/// <summary>How one type grew over the snapshots of a run.</summary>
/// <param name="Type">Type name.</param>
/// <param name="Instances">Growth in instances per request, with its interval; per second when nothing was
/// counted.</param>
/// <param name="Retained">Growth in retained bytes from the first to the last snapshot.</param>
/// <param name="Added">Growth in instances from the first to the last snapshot.</param>
internal sealed record TypeGrowth(string Type, Interval Instances, long Retained, long Added);
