namespace SoakHarness.Model.Scenarios;

/// <summary>
/// The suspect a leaking scenario promises (<c>expect-suspect:</c>), matched case-sensitively as a part of the found
/// text.
/// </summary>
/// <param name="Type">Part of the leaking type's name (.NET) or of the allocating function (Go).</param>
/// <param name="Holder">Part of the holder; null when only the type is promised.</param>
public sealed record ExpectedSuspect(string Type, string? Holder = null);
