using System.Globalization;
using System.Text;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Reports.Html;

namespace SoakHarness.Reports;

/// <summary><c>floor.svg</c>: the floor over time as a small picture, for embedding.</summary>
public static class FloorSvg
{
    private const double Width = 640;
    private const double Height = 200;
    private const double Left = 64;
    private const double Bottom = 24;
    private const int MostPoints = 300;

    /// <summary>Renders a run; without floors the picture says so.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        var floors = report.Recording.Checkpoints.Where(c => c.Outcome == CheckpointOutcome.Completed).ToArray();
        var svg = new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 200\" role=\"img\" aria-label=\"live heap after full GCs over time\" font-family=\"sans-serif\" font-size=\"11\">\n"
        );
        if (floors.Length < 2)
            return svg.Append("<text x=\"20\" y=\"100\">No floor was measured.</text>\n</svg>\n").ToString();
        var (start, end) = (floors[0].Time, Math.Max(floors[^1].Time, floors[0].Time + 1));
        var origin = RunClock.Origin(report.Recording);
        var top = floors.Max(c => (double)c.LiveBytes) * 1.05 + 1;
        string X(double time) => Number(Left + (time - start) / (end - start) * (Width - Left - 8));
        string Y(double bytes) => Number(8 + (1 - bytes / top) * (Height - Bottom - 8));
        // A restarted target begins anew: a line a process.
        var lines = floors.GroupBy(c => c.Source).Select(process => Points([.. process], X, Y));
        svg.Append("<g fill=\"#666\">");
        foreach (var share in (double[])[0, 0.5, 1])
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Number(Left - 6)}\" y=\"{Y(share * top / 1.05)}\" text-anchor=\"end\">{Words.Bytes(share * top / 1.05)}</text>"
            );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{X(start)}\" y=\"{Number(Height - 6)}\">{Words.Digits(start - origin)} s</text><text x=\"{X(end)}\" y=\"{Number(Height - 6)}\" text-anchor=\"end\">{Words.Digits(end - origin)} s</text></g>\n"
        );
        foreach (var points in lines)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<polyline fill=\"none\" stroke=\"#2b6cb0\" stroke-width=\"2\" points=\"{points}\"/>\n"
            );
        // More points than pixels are a line.
        foreach (var floor in floors.Length <= MostPoints ? floors : [])
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{X(floor.Time)}\" cy=\"{Y(floor.LiveBytes)}\" r=\"2.5\" fill=\"{(floor.IsDrained ? "#999" : "#2b6cb0")}\"/>"
            );
        return svg.Append("\n</svg>\n").ToString();
    }

    private static string Points(Checkpoint[] floors, Func<double, string> x, Func<double, string> y)
    {
        var (times, values) = Thinning.Thin(
            [.. floors.Select(c => c.Time)],
            [.. floors.Select(c => (double)c.LiveBytes)]
        );
        return string.Join(' ', times.Zip(values, (time, bytes) => $"{x(time)},{y(bytes)}"));
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
