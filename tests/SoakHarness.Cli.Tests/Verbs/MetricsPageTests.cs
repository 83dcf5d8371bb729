using SoakHarness.Model.Metrics;
using SoakHarness.Reports;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Cli.Tests.Verbs;

public sealed class MetricsPageTests
{
    [Fact]
    public void The_page_in_the_repository_is_that_of_the_table() =>
        File.ReadAllText(Path.Combine(Root(), "docs", "metrics.md"))
            .Should()
            .Be(MetricsPage.Render(), "`soak schema --metrics > docs/metrics.md` writes it anew");

    [Fact]
    public void Every_metric_has_a_line_with_all_its_fields() =>
        MetricsPage
            .Render()
            .Split('\n')
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .Should()
            .HaveCount(MetricCatalog.All.Count)
            .And.OnlyContain(l => l.Split('|', StringSplitOptions.TrimEntries).Count(f => f.Length > 0) == 5);

    [Fact]
    public void The_page_of_keys_in_the_repository_is_that_of_the_tables() =>
        File.ReadAllText(Path.Combine(Root(), "docs", "keys.md"))
            .Should()
            .Be(KeysPage.Render(), "`soak schema --keys > docs/keys.md` writes it anew");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SoakHarness.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
