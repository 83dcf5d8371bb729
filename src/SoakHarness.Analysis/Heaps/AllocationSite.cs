namespace SoakHarness.Analysis.Heaps;

/// <summary>Where a suspect is allocated, as far as samples tell.</summary>
/// <param name="Stack">Frames, the application's innermost first; empty when none was seen.</param>
/// <param name="Note">What the stack rests on, or why there is none; empty when nothing was sampled.</param>
internal sealed record AllocationSite(IReadOnlyList<string> Stack, string Note);
