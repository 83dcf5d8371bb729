using SoakHarness.Model.Reports;
using SoakHarness.Recordings;
using SoakHarness.Reports;

namespace SoakHarness.Runs;

/// <summary>Writes every report of a run into its folder.</summary>
public static class ReportFiles
{
    /// <summary>Renders and writes; replaces what is there.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="report">What to render.</param>
    public static void Write(RunFolder folder, RunReport report)
    {
        File.WriteAllText(folder.File("report.json"), JsonReport.Render(report));
        File.WriteAllText(folder.File("report.md"), MarkdownReport.Render(report));
        File.WriteAllText(folder.File("junit.xml"), JUnitReport.Render(report));
        File.WriteAllText(folder.File("floor.svg"), FloorSvg.Render(report));
        File.WriteAllText(folder.File("report.html"), HtmlReport.Render(report));
    }
}
