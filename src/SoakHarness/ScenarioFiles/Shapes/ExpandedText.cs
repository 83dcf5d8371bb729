namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>A text whose environment placeholders were filled in.</summary>
/// <param name="Text">The text.</param>
/// <param name="Secrets">Values that were put in.</param>
/// <param name="Problems">Placeholders without a value.</param>
internal sealed record ExpandedText(
    string Text,
    IReadOnlyList<string> Secrets,
    IReadOnlyList<(string Message, string? Nearest)> Problems
);
