using System.Diagnostics;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// <c>soak verify</c> on real cases of both sample targets, shortened: every leak must be found and nothing clean
/// convicted. So short, two at a time, a clean case may stay inconclusive.
/// </summary>
[Collection(Measuring.Name)]
public sealed class VerifyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("soak-verify").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Three_dotnet_cases_are_told_apart_and_a_resumed_verification_runs_none_again()
    {
        string[] arguments =
        [
            "verify",
            .. Cases("leak-static-dictionary", "leak-file", "fixed-file"),
            "--parallel",
            "3",
            "--duration",
            "30s",
            "--out",
            folder,
        ];

        var run = await SoakCli.RunAsync(folder, TimeSpan.FromMinutes(5), arguments);

        run.Output.Should().Contain("; 2 of 2 leaks found, 0 of 1 clean ones called leaks.", run.Text);
        var runs = Directory.GetDirectories(folder).Length;
        var again = await SoakCli.RunAsync(folder, TimeSpan.FromMinutes(1), [.. arguments, "--resume"]);
        again.ExitCode.Should().Be(run.ExitCode, again.Text);
        again.Output.Should().Contain("; 2 of 2 leaks found, 0 of 1 clean ones called leaks.");
        Directory.GetDirectories(folder).Should().HaveCount(runs, "nothing ran");
    }

    [Fact]
    public async Task Four_go_cases_are_told_apart()
    {
        var run = await SoakCli.RunAsync(
            folder,
            TimeSpan.FromMinutes(4),
            [
                "verify",
                .. Cases("go-leak-global-map", "go-fixed-global-map", "go-leak-goroutine", "go-fixed-goroutine"),
                "--parallel",
                "4",
                "--duration",
                "30s",
                "--out",
                folder,
            ]
        );

        run.Output.Should().Contain("; 2 of 2 leaks found, 0 of 2 clean ones called leaks.", run.Text);
        run.Output.Should().Contain("main.addOrder").And.Contain("main.neverEnds");
        var profiles =
            Directory.GetDirectories(folder, "*zoo-go-leak-global-map").Should().ContainSingle().Subject + "/profiles";
        using var pprof = Process.Start(
            new ProcessStartInfo(
                "go",
                [
                    "tool",
                    "pprof",
                    "-top",
                    "-sample_index=inuse_space",
                    "-diff_base",
                    $"{profiles}/heap-warm.pb.gz",
                    $"{profiles}/heap-drained.pb.gz",
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (top, errors) = (pprof.StandardOutput.ReadToEndAsync(), pprof.StandardError.ReadToEndAsync());
        await pprof.WaitForExitAsync();
        pprof.ExitCode.Should().Be(0, await errors);
        (await top).Should().Contain("main.addOrder", "Go's own tool opens the profiles that a run keeps");
    }

    private static string[] Cases(params string[] names) =>
        [.. names.Select(name => Repository.PathOf("scenarios", "zoo", $"{name}.yaml"))];
}
