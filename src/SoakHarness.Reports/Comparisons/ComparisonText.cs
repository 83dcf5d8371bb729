using System.Text;
using SoakHarness.Model.Comparisons;

namespace SoakHarness.Reports.Comparisons;

/// <summary>A comparison on a terminal.</summary>
public static class ComparisonText
{
    /// <summary>Renders a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Render(Comparison comparison)
    {
        var text = new StringBuilder();
        text.Append(Headline(comparison)).Append('\n');
        foreach (var change in comparison.Changes)
            text.Append(change.Kind == ChangeKind.Regression ? "! " : "  ").Append(change.Sentence).Append('\n');
        if (Note(comparison) is { } note)
            text.Append(note).Append('\n');
        return text.ToString();
    }

    /// <summary>The result in one line.</summary>
    internal static string Headline(Comparison comparison)
    {
        var regressions = comparison
            .Changes.Where(c => c.Kind == ChangeKind.Regression)
            .Select(c => c.Measure)
            .ToArray();
        var sides = $"{comparison.Before} -> {comparison.After}";
        return comparison.Changes.Count == 0 ? $"{sides}: nothing was measured on either side"
            : regressions.Length > 0 ? $"{sides}: worse: {string.Join(", ", regressions)}"
            : FormattableString.Invariant($"{sides}: no regression beyond {100 * comparison.Tolerance:0.#} %");
    }

    /// <summary>How far the result can be trusted; null when both sides show their own spread.</summary>
    internal static string? Note(Comparison comparison) =>
        Math.Min(comparison.RunsBefore, comparison.RunsAfter) >= 3
            ? null
            : "A side has fewer than three runs: a usual spread between runs is assumed for it. Name a folder of three or more runs for sharper intervals.";
}
