namespace SoakHarness.Model.Scenarios;

/// <summary>Body of a request.</summary>
/// <param name="Text">The text that is sent; JSON bodies are serialised when the scenario is read. Null when <paramref
/// name="File"/> is set.</param>
/// <param name="File">Absolute path of a file that is sent as it is. Null when <paramref name="Text"/> is set.</param>
/// <param name="ContentType">Value of the Content-Type header unless the request's headers give one.</param>
/// <param name="IsTemplate">True when placeholders in the text are filled in for every request.</param>
public sealed record BodySpec(string? Text, string? File, string ContentType, bool IsTemplate = false);
