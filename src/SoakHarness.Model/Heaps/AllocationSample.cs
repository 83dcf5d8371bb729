namespace SoakHarness.Model.Heaps;

/// <summary>Sampled allocations of one type from one place.</summary>
/// <param name="Type">Type name.</param>
/// <param name="Stack">Frames, innermost first.</param>
/// <param name="Samples">How many were seen.</param>
/// <param name="Bytes">Estimate of the bytes allocated there while sampling; 0 for threads that were started and
/// assemblies that were loaded, each of which is counted.</param>
public sealed record AllocationSample(string Type, IReadOnlyList<string> Stack, int Samples, double Bytes);
