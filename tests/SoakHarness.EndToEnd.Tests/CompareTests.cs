using System.Text.Json;

namespace SoakHarness.EndToEnd.Tests;

public sealed class CompareTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-compare-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_leak_that_came_fails_and_the_same_twice_passes()
    {
        await RecordedRun.WriteAsync(_folder, "2026-03-01-a", leak: 0);
        await RecordedRun.WriteAsync(_folder, "2026-03-02-b", leak: 1000);

        var worse = await SoakCli.RunAsync(_folder, "compare", "2026-03-01-a", "2026-03-02-b");
        var same = await SoakCli.RunAsync(_folder, "compare", "2026-03-02-b", "2026-03-02-b", "--format", "json");

        worse.ExitCode.Should().Be(1);
        worse.Output.Should().Contain("! leak-rate worse by ");
        same.ExitCode.Should().Be(0, same.Error);
        using var json = JsonDocument.Parse(same.Output);
        json.RootElement.GetProperty("regression").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Folders_of_runs_are_sets_and_the_page_needs_nothing_else()
    {
        foreach (var day in (string[])["2026-03-01", "2026-03-02", "2026-03-03"])
        {
            await RecordedRun.WriteAsync(Path.Combine(_folder, "before"), day, leak: 0);
            await RecordedRun.WriteAsync(Path.Combine(_folder, "after"), day, leak: 1000);
        }

        var output = await SoakCli.RunAsync(_folder, "compare", "before", "after", "--html", "page.html");

        output.ExitCode.Should().Be(1, output.Error);
        output.Output.Should().NotContain("fewer than three runs");
        var page = await File.ReadAllTextAsync(Path.Combine(_folder, "page.html"));
        page.Should()
            .Contain("leak-rate worse by")
            .And.NotContain("<script")
            .And.NotContain("http://")
            .And.NotContain("https://");
    }

    [Theory]
    [InlineData("compare", "nowhere", "elsewhere")]
    [InlineData("compare", "a", "b", "--tolerance", "much")]
    public async Task What_cannot_be_compared_is_named_and_exits_with_2(params string[] arguments)
    {
        var output = await SoakCli.RunAsync(_folder, arguments);

        output.ExitCode.Should().Be(2);
        output.Error.Should().Contain(arguments[^1] == "much" ? "--tolerance much" : "nowhere");
    }
}
