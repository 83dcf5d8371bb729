namespace SoakHarness.Model.Scenarios;

/// <summary>The target is up when a GET of <paramref name="Path"/> answers with a status below 400.</summary>
/// <param name="Path">Path, relative to the target's url.</param>
/// <param name="Within">Deadline after the start.</param>
public sealed record ReadySpec(string Path, TimeSpan Within);
