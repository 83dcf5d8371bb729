namespace SoakHarness.Model.Recordings;

/// <summary>Errors of one kind.</summary>
/// <param name="Kind">Kind: <c>refused</c>, <c>reset</c>, <c>status 500</c>, <c>check: body</c>, …</param>
/// <param name="Count">How many.</param>
/// <param name="Example">One of them, at most 300 characters.</param>
public sealed record ErrorCount(string Kind, long Count, string Example);
