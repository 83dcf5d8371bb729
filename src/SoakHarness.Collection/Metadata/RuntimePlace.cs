namespace SoakHarness.Collection.Metadata;

/// <summary>Where the runtime of another process is found.</summary>
/// <param name="Root">What stands before its paths, so that they name its files here; empty for none.</param>
/// <param name="Folder">The runtime's folder, given by hand; null to find it.</param>
public sealed record RuntimePlace(string Root = "", string? Folder = null);
