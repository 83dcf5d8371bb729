using System.Globalization;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;

namespace SoakHarness.Reports.Html;

/// <summary>How many requests took how long, on a logarithmic scale, as an SVG that needs no script.</summary>
internal static class LatencyHistogram
{
    private const int Bars = 40;
    private const double Width = 1000;
    private const double Bottom = 190;

    internal static void Add(Page page, StepSummary step)
    {
        var latency = step.Durations;
        if (latency.Counts.Count == 0)
            return;
        var (low, high) = (
            Math.Log10(Math.Max(1, latency.UpperMicros[0] * 0.9)),
            Math.Log10(Math.Max(2, latency.UpperMicros[^1] * 1.1))
        );
        var bars = new long[Bars];
        for (var i = 0; i < latency.Counts.Count; i++)
            bars[
                (int)
                    Math.Clamp(
                        (Math.Log10(Math.Max(1, latency.UpperMicros[i])) - low) / (high - low) * Bars,
                        0,
                        Bars - 1
                    )
            ] += latency.Counts[i];
        var total = latency.Count();
        page.Add(
            $"<section><h2>Latency histogram</h2><p class=\"note\">All {total} requests by {(step.IsServiceTimeOnly ? "service time" : "latency")}, logarithmic; marks are percentiles.</p>"
        );
        page.Add(
            $"<div class=\"histogram\"><svg viewBox=\"0 0 1000 220\" role=\"img\" aria-label=\"latency histogram: half of the requests within {Ms(latency.Percentile(50))}, 99 % within {Ms(latency.Percentile(99))}, all within {Ms(latency.Percentile(100))}\">"
        );
        for (var i = 0; i < Bars; i++)
            AddBar(page, i, bars[i], bars.Max(), (Math.Pow(10, low + (i + 1) * (high - low) / Bars), total));
        foreach (var (row, percent) in ((double[])[50, 95, 99]).Index())
        {
            var micros = latency.Percentile(percent)!.Value;
            AddMark(
                page,
                row,
                (Math.Log10(Math.Max(1, micros)) - low) / (high - low) * Width,
                $"p{Number(percent)} {Ms(micros)}"
            );
        }

        page.Add(
            $"<line class=\"grid\" x1=\"0\" x2=\"1000\" y1=\"{Number(Bottom)}\" y2=\"{Number(Bottom)}\"/><text x=\"0\" y=\"210\">{Ms(Math.Pow(10, low))}</text><text x=\"1000\" y=\"210\" text-anchor=\"end\">{Ms(Math.Pow(10, high))}</text></svg></div></section>"
        );
    }

    private static void AddBar(Page page, int index, long count, long most, (double UpperMicros, long Total) scale)
    {
        // The smallest count is still seen: it may be the one that matters.
        var height = count == 0 ? 0 : Math.Max(2, 130.0 * count / most);
        page.Add(
            $"<rect x=\"{Number(index * Width / Bars + 1)}\" y=\"{Number(Bottom - height)}\" width=\"{Number(Width / Bars - 2)}\" height=\"{Number(height)}\"><title>up to {Ms(scale.UpperMicros)}: {count}, {((double)count / scale.Total).ToString("0.##%", CultureInfo.InvariantCulture)}</title></rect>"
        );
    }

    // Each mark has a row of its own, so that percentiles that lie close do not cover each other.
    private static void AddMark(Page page, int row, double x, string words)
    {
        var (y, text, anchor) = (14 + 16 * row, x > 800 ? x - 4 : x + 4, x > 800 ? "end" : "start");
        page.Add(
                $"<line class=\"mark\" x1=\"{Number(x)}\" x2=\"{Number(x)}\" y1=\"{Number(y - 10)}\" y2=\"{Number(Bottom)}\"/>"
            )
            .Add($"<text x=\"{Number(text)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{words}</text>");
    }

    private static string Ms(double? micros) => micros is { } known ? $"{Words.Digits(known / 1000)} ms" : "";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
