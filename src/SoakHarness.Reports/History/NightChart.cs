using System.Globalization;
using SoakHarness.Model.History;
using SoakHarness.Reports.Html;

namespace SoakHarness.Reports.History;

/// <summary>
/// One measure over the nights as an SVG line with its intervals; the first bad night is a dashed line.
/// </summary>
internal sealed class NightChart(string title, IReadOnlyList<Night> nights, Night? firstBad)
{
    private const double Width = 500;
    private const double Height = 130;
    private const double Left = 70;

    /// <summary>Draws; empty when no night has a value.</summary>
    /// <param name="value">Low, middle and high end for each night; null where it was not measured.</param>
    /// <param name="words">A value in words.</param>
    internal string Draw(Func<Night, (double Low, double Middle, double High)?> value, Func<double, string> words)
    {
        var points = nights
            .Select((night, i) => (Night: night, X: X(i), Value: value(night)))
            .Where(p => p.Value is not null)
            .Select(p => (p.Night, p.X, Ends: p.Value!.Value))
            .ToArray();
        if (points.Length == 0)
            return "";
        var top = Math.Max(points.Max(p => p.Ends.High), 1e-9) * 1.08;
        var bottom = Math.Min(0, points.Min(p => p.Ends.Low));
        string Y(double v) => Number(10 + (top - Math.Clamp(v, bottom, top)) / (top - bottom) * (Height - 32));
        var svg = new Page().Add(
            $"<figure class=\"nights\"><figcaption>{title}</figcaption><svg viewBox=\"0 0 500 130\" role=\"img\" aria-label=\"{title} by night, last {words(points[^1].Ends.Middle)}\">"
        );
        foreach (var level in (double[])[top / 1.08, 0])
            svg.Add(
                $"<line class=\"grid\" x1=\"{Number(Left)}\" x2=\"{Number(Width)}\" y1=\"{Y(level)}\" y2=\"{Y(level)}\"/><text x=\"{Number(Left - 6)}\" y=\"{Y(level)}\" text-anchor=\"end\">{words(level)}</text>"
            );
        if (firstBad is not null && points.FirstOrDefault(p => p.Night == firstBad) is { Night: not null } turn)
            svg.Add(
                $"<line class=\"turn\" x1=\"{Number(turn.X)}\" x2=\"{Number(turn.X)}\" y1=\"4\" y2=\"{Number(Height - 20)}\"><title>{Cells.Commit(firstBad)}</title></line>"
            );
        svg.Add($"<polyline points=\"{string.Join(' ', points.Select(p => $"{Number(p.X)},{Y(p.Ends.Middle)}"))}\"/>");
        foreach (var (night, x, ends) in points)
        {
            svg.Add(
                $"<line class=\"reach\" x1=\"{Number(x)}\" x2=\"{Number(x)}\" y1=\"{Y(ends.Low)}\" y2=\"{Y(ends.High)}\"/>"
            );
            svg.Add(
                $"<circle class=\"{Words.Kebab(night.Verdict.ToString())}\" cx=\"{Number(x)}\" cy=\"{Y(ends.Middle)}\" r=\"3.5\"><title>{Day(night)} {words(ends.Middle)} {Cells.Commit(night)}</title></circle>"
            );
        }

        svg.Add(
            $"<text x=\"{Number(Left)}\" y=\"{Number(Height - 4)}\">{Day(nights[0])}</text><text x=\"{Number(Width - 4)}\" y=\"{Number(Height - 4)}\" text-anchor=\"end\">{Day(nights[^1])}</text></svg></figure>"
        );
        return svg.ToString();
    }

    private double X(int index) =>
        Left + 10 + (nights.Count == 1 ? 0.5 : (double)index / (nights.Count - 1)) * (Width - Left - 20);

    private static string Day(Night night) =>
        night.StartedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
