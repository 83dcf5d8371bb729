namespace SoakHarness.Model.Verdicts;

/// <summary>Related metrics explained as one finding.</summary>
/// <param name="Metrics">Metric names, the leading one first.</param>
/// <param name="Text">One sentence, e.g. handles and live-heap grow together: a handle is not disposed.</param>
public sealed record Explanation(IReadOnlyList<string> Metrics, string Text);
