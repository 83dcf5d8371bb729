using System.Diagnostics;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>Targets on the two runtimes before the present one, each with the runtime beside it.</summary>
[Collection(Measuring.Name)]
public sealed class OlderRuntimesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-older-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Leaks_on_net8_and_net9_are_found_and_named_with_their_rate()
    {
        await BuildAsync();
        foreach (var version in (string[])["8", "9"])
            await File.WriteAllTextAsync(Path.Combine(_folder, $"older-{version}.yaml"), Scenario(version));

        var run = await SoakCli.RunAsync(
            _folder,
            TimeSpan.FromMinutes(5),
            ["verify", _folder, "--parallel", "2", "--out", _folder]
        );

        run.Output.Should().Contain("2 of 2 as expected; 2 of 2 leaks found", run.Text);
        run.Output.Should().Contain("Right type first in 2 of 2, right holder in 2 of 2.", run.Text);
        Report("older-8").Should().Contain("it is older than .NET 9").And.NotContain("ended unexpectedly");
        Report("older-9").Should().NotContain("it is older than .NET 9").And.NotContain("ended unexpectedly");
    }

    private string Report(string scenario) =>
        File.ReadAllText(
            Directory
                .GetFiles(_folder, "report.md", SearchOption.AllDirectories)
                .Single(file => file.Contains(scenario, StringComparison.Ordinal))
        );

    private static string Scenario(string version) =>
        $$"""
            name: older-{{version}}
            expect: leak
            expect-suspect: { type: OlderShop.Basket, holder: OlderShop.Basket.All }
            expect-rate: 1115 bytes/request
            target:
              command: [{{Repository.PathOf("tests", "targets", "OlderShop")}}/bin/Release/net{{version}}.0/OlderShop]
              url: http://127.0.0.1:0
              ready: { path: /health, within: 60s }
            load:
              warm-up: 5s
              simulations: [ { inject: { rate: 100/s, during: 45s } } ]
              requests: [ { name: keep, path: /leak } ]
            """;

    private static async Task BuildAsync()
    {
        using var build = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                ["build", "-c", "Release", "--nologo", "-v", "q", Repository.PathOf("tests", "targets", "OlderShop")]
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
