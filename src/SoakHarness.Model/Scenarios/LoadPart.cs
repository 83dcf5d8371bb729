namespace SoakHarness.Model.Scenarios;

/// <summary>Part <paramref name="Number"/> of <paramref name="Count"/> equal, interleaved parts of a load.</summary>
/// <param name="Number">1 to <paramref name="Count"/>.</param>
/// <param name="Count">At least 1.</param>
public sealed record LoadPart(int Number, int Count);
