using System.Text.Json.Nodes;
using SoakHarness.Recordings;
using SoakHarness.Reports;
using SoakHarness.Runs;
using SoakHarness.Tests.House;
using SoakHarness.Tests.ScenarioFiles;

namespace SoakHarness.Tests.Reports;

public sealed class ReportSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ReportSchema.Render())!.AsObject();

    [Fact]
    public void The_report_of_a_real_run_fits_the_published_schema() =>
        SchemaCheck.Faults(Schema, RealReport()).Should().BeEmpty();

    [Theory]
    [InlineData("verdict", "guilty")]
    [InlineData("exit_code", "1")]
    [InlineData("metrics", null)]
    public void A_report_with_a_wrong_field_does_not_fit(string field, string? value)
    {
        var report = RealReport();
        report[field] = value;

        SchemaCheck.Faults(Schema, report).Should().Contain(f => f.StartsWith($"$.{field}", StringComparison.Ordinal));
    }

    private static JsonObject RealReport()
    {
        var sample = Path.Combine(Repository.Root, "reports", "sample");
        return JsonNode.Parse(JsonReport.Render(RunAnalysis.Analyse(new RunFolder(sample))))!.AsObject();
    }
}
