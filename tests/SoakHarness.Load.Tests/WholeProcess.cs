namespace SoakHarness.Load.Tests;

/// <summary>Tests that count what this whole process has open: none runs beside them.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess;
