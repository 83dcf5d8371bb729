namespace SoakHarness.Model.Scenarios;

/// <summary>Where a captured value stands in a response.</summary>
/// <param name="Source">Part of the response.</param>
/// <param name="Expression">JSON path, header name, or regular expression (its first group, or the whole
/// match).</param>
public sealed record CaptureSpec(CaptureSource Source, string Expression);
