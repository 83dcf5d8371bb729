using SoakHarness.Model.Comparisons;
using SoakHarness.Model.Verdicts;
using SoakHarness.Reports.Html;

namespace SoakHarness.Reports.Comparisons;

/// <summary>A comparison as one page that needs nothing else and runs no script.</summary>
public static class ComparisonHtml
{
    /// <summary>Renders a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Render(Comparison comparison)
    {
        var page = new Page();
        page.Add(
            $"<header class=\"banner {(comparison.HasRegression ? "leak" : "clean")}\"><h1>{ComparisonText.Headline(comparison)}</h1>"
        );
        foreach (var change in comparison.Changes.Where(c => c.Kind == ChangeKind.Regression))
            page.Add($"<p>{change.Sentence}</p>");
        page.Add($"</header><section><h2>Measure by measure</h2>");
        page.Add(
            $"<p class=\"note\">Intervals are 90 %. {comparison.RunsBefore} and {comparison.RunsAfter} runs. {ComparisonText.Note(comparison) ?? ""}</p>"
        );
        page.Add(
            $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"changes\"><table><thead><tr><th>measure</th><th>result</th><th class=\"number\">{comparison.Before}</th><th class=\"number\">{comparison.After}</th><th>in words</th></tr></thead><tbody>"
        );
        foreach (var change in comparison.Changes)
            page.Add(
                $"<tr><td>{change.Measure}</td><td><span class=\"tag {Tag(change.Kind)}\">{Words.Kebab(change.Kind.ToString())}</span></td><td class=\"number\">{Value(change.Before, change.Unit)}</td><td class=\"number\">{Value(change.After, change.Unit)}</td><td>{change.Sentence}</td></tr>"
            );
        page.Add($"</tbody></table></div></section>");
        return StaticPage.Wrap(ComparisonText.Headline(comparison), page.ToString());
    }

    private static string Tag(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Regression => "leak",
            ChangeKind.Unknown or ChangeKind.Worse => "inconclusive",
            _ => "clean",
        };

    private static string Value(Interval? interval, string unit) =>
        interval is null
            ? ""
            : unit switch
            {
                "ms" => $"{Words.Digits(interval.Estimate)} ms",
                "ratio" => FormattableString.Invariant($"{100 * interval.Estimate:0.###} %"),
                _ => Words.Amount(interval.Estimate, unit),
            };
}
