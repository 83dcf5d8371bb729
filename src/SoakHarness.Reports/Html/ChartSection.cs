namespace SoakHarness.Reports.Html;

/// <summary>A section of the page with a chart or two.</summary>
internal static class ChartSection
{
    internal const string AboutFloor =
        "The floor is what is live after a full garbage collection: growth of it is a leak, growth of anything else may be garbage. Marks at the bottom are GCs: long for full ones, grey for those that the harness induced to read the floor; red is a checkpoint that gave none.";
    private const string Handling =
        "Drag to zoom all charts, double-click to go back; arrow keys walk from reading to reading.";

    /// <summary>Adds the section, unless there is nothing to draw.</summary>
    internal static void Add(
        Page page,
        List<Chart> charts,
        string title,
        Chart? chart,
        string note,
        Chart? below = null
    )
    {
        if (chart is null && below is null)
            return;
        page.Add(
            $"<section><h2>{title}</h2><p class=\"note\">{note} <span class=\"screen\">{(charts.Count == 0 ? Handling : "")}</span></p>"
        );
        foreach (var shown in new[] { chart, below }.OfType<Chart>())
        {
            page.Add(
                $"<div class=\"chart\" id=\"{shown.Id}\" tabindex=\"0\" role=\"group\" aria-label=\"chart: {shown.Title}. Arrow keys read values, plus and minus zoom, 0 shows everything.\"></div>"
            );
            page.Add($"<details class=\"values\" data-chart=\"{shown.Id}\"><summary>values</summary></details>");
            charts.Add(shown);
        }

        page.Add($"</section>");
    }
}
