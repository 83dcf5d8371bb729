using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SoakHarness.EndToEnd.Tests;

public sealed class ScenarioErrorTests : IDisposable
{
    private const int BadInput = 2;
    private const int BrokenEnvironment = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("soak-errors").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("run")]
    [InlineData("verify")]
    [InlineData("validate")]
    public async Task Broken_scenarios_end_with_bad_input_and_all_their_problems(string verb)
    {
        var names = CopyBrokenFiles();

        var result = await SoakCli.RunAsync(folder, [verb, .. names]);

        result.ExitCode.Should().Be(BadInput);
        names.Should().HaveCountGreaterThanOrEqualTo(10);
        foreach (var name in names)
        {
            result.Text.Should().MatchRegex($@"(?m)^{name}:\d+:\d+: .+[.?]");
        }

        result
            .Text.Should()
            .Contain(File.ReadAllText(BrokenFile("unknown-keys.expected")))
            .And.Contain(File.ReadAllText(BrokenFile("wrong-units.expected")));
        Directory.Exists(Path.Combine(folder, "reports")).Should().BeFalse("nothing ran");
    }

    [Fact]
    public async Task A_port_in_use_ends_with_broken_environment_and_names_the_port()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var file = Scenario("command: [sleep, \"600\"]", $"http://127.0.0.1:{port}");

        var result = await SoakCli.RunAsync(folder, "run", file);

        result.ExitCode.Should().Be(BrokenEnvironment, result.Text);
        result.Error.Should().Contain(port).And.NotContain("   at ");
    }

    [Fact]
    public async Task A_project_that_does_not_build_ends_with_broken_environment_and_the_compiler_error()
    {
        Write(
            "App.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """
        );
        Write("Program.cs", "return nothing;");
        var file = Scenario("project: App.csproj", "http://127.0.0.1:0");

        var result = await SoakCli.RunAsync(folder, "run", file);

        result.ExitCode.Should().Be(BrokenEnvironment, result.Text);
        result.Error.Should().Contain("App.csproj does not build").And.Contain("error CS0103").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_program_that_is_not_there_ends_with_broken_environment_and_its_name()
    {
        var file = Scenario("command: [no-such-program-anywhere]", "http://127.0.0.1:0");

        var result = await SoakCli.RunAsync(folder, "run", file);

        result.ExitCode.Should().Be(BrokenEnvironment, result.Text);
        result.Error.Should().Contain("no-such-program-anywhere").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_target_that_ends_at_once_ends_with_broken_environment_and_its_last_output()
    {
        var file = Scenario("command: [sh, -c, \"echo cannot open the database; exit 7\"]", "http://127.0.0.1:0");

        var result = await SoakCli.RunAsync(folder, "run", file);

        result.ExitCode.Should().Be(BrokenEnvironment, result.Text);
        result.Error.Should().Contain("cannot open the database").And.Contain("7").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_process_that_does_not_run_ends_with_broken_environment()
    {
        var file = Scenario("process-name: no-such-process-anywhere", "http://127.0.0.1:9");

        var result = await SoakCli.RunAsync(folder, "run", file);

        result.ExitCode.Should().Be(BrokenEnvironment, result.Text);
        result.Error.Should().Contain("no-such-process-anywhere").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_scenario_file_that_is_not_there_is_bad_input()
    {
        var result = await SoakCli.RunAsync(folder, "run", "nowhere.yaml");

        result.ExitCode.Should().Be(BadInput);
        result.Error.Should().Contain("nowhere.yaml").And.NotContain("   at ");
    }

    [Fact]
    public async Task An_unknown_option_is_bad_input()
    {
        var result = await SoakCli.RunAsync(folder, "run", "--fast", "x.yaml");

        result.ExitCode.Should().Be(BadInput);
    }

    private string[] CopyBrokenFiles()
    {
        var sources = Directory.GetFiles(Path.GetDirectoryName(BrokenFile("x"))!);
        foreach (var source in sources.Where(s => Path.GetExtension(s) is ".yaml" or ".csv"))
        {
            File.Copy(source, Path.Combine(folder, Path.GetFileName(source)));
        }

        return
        [
            .. sources
                .Where(s => s.EndsWith(".yaml", StringComparison.Ordinal))
                .Select(s => Path.GetFileName(s))
                .Order(),
        ];
    }

    private string Scenario(string target, string url) =>
        Write(
            "scenario.yaml",
            $$"""
            name: broken-environment
            target:
              {{target}}
              url: {{url}}
              ready: { path: /health, within: 10s }
            load:
              simulations:
                - inject: { rate: 1/s, during: 1s }
              requests:
                - { name: home, path: / }
            """
        );

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        return name;
    }

    private static string BrokenFile(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "SoakHarness.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return Path.Combine(root.FullName, "tests", "SoakHarness.Tests", "ScenarioFiles", "Broken", name);
    }
}
