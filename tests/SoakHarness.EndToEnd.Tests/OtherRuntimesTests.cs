using System.Diagnostics;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// Targets on the two runtimes before the present one, each with the runtime beside it, and one compiled ahead of time.
/// </summary>
[Collection(Measuring.Name)]
public sealed class OtherRuntimesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-runtimes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Leaks_on_net8_and_net9_are_found_and_named_with_their_rate()
    {
        foreach (var framework in (string[])["net8.0", "net9.0"])
        {
            await MakeAsync("build", framework);
            await WriteAsync(framework, "expect-suspect: { type: Shop.Basket, holder: Shop.Basket.All }");
        }

        var run = await SoakCli.RunAsync(
            _folder,
            Patience,
            ["verify", _folder, "--parallel", "2", "--out", Path.Combine(_folder, "runs")]
        );

        run.Output.Should().Contain("2 of 2 as expected; 2 of 2 leaks found", run.Text);
        run.Output.Should().Contain("Right type first in 2 of 2, right holder in 2 of 2.", run.Text);
        Report("net8.0").Should().Contain("it is older than .NET 9").And.NotContain("ended unexpectedly");
        Report("net9.0").Should().NotContain("it is older than .NET 9").And.NotContain("ended unexpectedly");
    }

    [NativeAotFact]
    public async Task A_program_compiled_ahead_of_time_survives_and_its_leak_is_found_though_not_named()
    {
        await MakeAsync("publish", "net10.0");
        await WriteAsync("net10.0", "# Nothing of it can be named.");

        var run = await SoakCli.RunAsync(
            _folder,
            Patience,
            ["run", Path.Combine(_folder, "net10.0.yaml"), "--out", Path.Combine(_folder, "runs")]
        );

        run.ExitCode.Should().Be(1, run.Text);
        Report("net10.0")
            .Should()
            .Contain("live-heap grows by 1.1")
            .And.Contain("What holds the memory is not known: the program is compiled ahead of time")
            .And.NotContain("signal");
    }

    private string Report(string framework) =>
        File.ReadAllText(
            Directory
                .GetFiles(_folder, "report.md", SearchOption.AllDirectories)
                .Single(file => file.Contains($"shop-{framework}", StringComparison.Ordinal))
        );

    private Task WriteAsync(string framework, string suspect) =>
        File.WriteAllTextAsync(
            Path.Combine(_folder, $"{framework}.yaml"),
            $$"""
            name: shop-{{framework}}
            expect: leak
            expect-rate: 1115 bytes/request
            {{suspect}}
            target:
              command: [{{framework}}/Shop]
              url: http://127.0.0.1:0
              ready: { path: /health, within: 60s }
            load:
              warm-up: 5s
              simulations: [ { inject: { rate: 100/s, during: 30s } } ]
              requests: [ { name: keep, path: /leak } ]
            """
        );

    /// <summary>Builds or publishes the shop beside the scenario.</summary>
    private async Task MakeAsync(string verb, string framework)
    {
        using var build = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    verb,
                    Repository.PathOf("tests", "targets", "Shop"),
                    .. (string[])["-c", "Release", "-f", framework, "--nologo", "-v", "q"],
                    .. (string[])["-o", Path.Combine(_folder, framework)],
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        build.ExitCode.Should().Be(0, output);
    }
}
