namespace SoakHarness.Collection.Tests;

/// <summary>Tests that suspend this whole process: none runs beside them.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess;
