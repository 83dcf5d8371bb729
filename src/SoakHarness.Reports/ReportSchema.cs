using SoakHarness.Reports.Html;

namespace SoakHarness.Reports;

/// <summary>The JSON Schema of <c>report.json</c>.</summary>
public static class ReportSchema
{
    /// <summary>The schema as text.</summary>
    public static string Render() => Assets.Read("report.schema.json");
}
