using System.Diagnostics;
using SoakHarness.Model.Scenarios;
using SoakHarness.Recordings;
using SoakHarness.Targets;
using SoakHarness.Tests.Recordings;

namespace SoakHarness.Tests.Targets;

/// <summary>Real processes: shells that behave in the ways targets do.</summary>
public sealed class StartedTargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_target_that_exits_is_reported_with_its_code()
    {
        await using var target = await LaunchAsync("echo hello; exit 7");

        var exit = await target.Exited.WaitAsync(TimeSpan.FromSeconds(30));

        exit.ExitCode.Should().Be(7);
        exit.ToString().Should().Be("exited with code 7");
    }

    [Fact]
    public async Task A_target_that_is_killed_is_reported_with_its_signal()
    {
        await using var target = await LaunchAsync("kill -9 $$");

        var exit = await target.Exited.WaitAsync(TimeSpan.FromSeconds(30));

        exit.ToString().Should().Be("was ended by signal 9 (SIGKILL)");
    }

    [Fact]
    public async Task What_a_target_says_of_its_death_is_told_however_much_it_prints_after_it()
    {
        await using var target = await LaunchAsync(
            "echo 'Unhandled exception. System.InvalidOperationException: no balance' >&2; seq 200 >&2; kill -6 $$"
        );

        var exit = await target.Exited.WaitAsync(TimeSpan.FromSeconds(30));

        exit.ToString()
            .Should()
            .Be(
                "was ended by signal 6 (SIGABRT), having printed "
                    + "\"Unhandled exception. System.InvalidOperationException: no balance\""
            );
        target.LastLines[^1].Should().Be("200");
    }

    [Theory]
    [InlineData("Process terminated.", "checksum 17")]
    [InlineData("Fatal error.", "Internal CLR error. (0x80131506)")]
    public async Task What_a_heading_announces_stands_in_the_line_after(string heading, string cause)
    {
        await using var target = await LaunchAsync($"echo '{heading}'; echo '{cause}'; echo at; kill -6 $$");

        (await target.Exited.WaitAsync(TimeSpan.FromSeconds(30))).Cause.Should().Be($"{heading} {cause}");
    }

    [Fact]
    public async Task A_target_that_ended_in_order_died_of_nothing_that_it_printed_before()
    {
        await using var target = await LaunchAsync("echo 'panic: caught by the supervisor'; exit 0");

        (await target.Exited.WaitAsync(TimeSpan.FromSeconds(30))).ToString().Should().Be("exited with code 0");
    }

    [Fact]
    public async Task Output_is_kept_in_the_log_with_secrets_masked()
    {
        await using (var target = await LaunchAsync("echo out hunter22; echo err >&2"))
            await target.Exited.WaitAsync(TimeSpan.FromSeconds(30));

        (await File.ReadAllLinesAsync(_folder.File("target.log"))).Should().BeEquivalentTo("out ***", "err");
    }

    [Fact]
    public async Task Stopping_asks_first_so_that_a_target_can_end_in_order()
    {
        await using (
            var target = await LaunchAsync("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done")
        )
            await LineAsync(target, "up");

        File.ReadAllText(_folder.File("target.log")).Should().Contain("bye");
    }

    [Fact]
    public async Task A_target_that_ignores_the_request_is_killed_with_its_children()
    {
        int child;
        await using (
            var target = await LaunchAsync(
                "trap '' TERM; sleep 300 & echo child $!; while :; do sleep 0.05; done",
                grace: 0.3
            )
        )
            child = int.Parse(
                (await LineAsync(target, "child ")).Split(' ')[1],
                System.Globalization.CultureInfo.InvariantCulture
            );

        await GoneAsync(child);
    }

    [Fact]
    public async Task A_target_that_exits_leaves_no_children_behind()
    {
        await using var target = await LaunchAsync("sleep 300 & echo child $!");
        var child = int.Parse(
            (await LineAsync(target, "child ")).Split(' ')[1],
            System.Globalization.CultureInfo.InvariantCulture
        );

        await target.Exited.WaitAsync(TimeSpan.FromSeconds(30));

        await GoneAsync(child);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_named()
    {
        var spec = new TargetSpec { Command = ["/no/such/program"] };

        var launching = () =>
            TargetLauncher.LaunchAsync(spec, new RunFolder(_folder.Path), Secrets.None, CancellationToken.None);

        (await launching.Should().ThrowAsync<TargetException>()).WithMessage("/no/such/program cannot be started*");
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_its_cure()
    {
        using var occupant = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((System.Net.IPEndPoint)occupant.LocalEndpoint).Port;
        var spec = new TargetSpec { Command = ["/bin/true"], Url = new Uri($"http://127.0.0.1:{port}") };

        var launching = () =>
            TargetLauncher.LaunchAsync(spec, new RunFolder(_folder.Path), Secrets.None, CancellationToken.None);

        (await launching.Should().ThrowAsync<TargetException>()).WithMessage(
            $"*already listens at http://127.0.0.1:{port}/*port 0*"
        );
    }

    [Fact]
    public async Task A_target_that_never_answers_fails_with_its_last_output()
    {
        await using var target = await LaunchAsync(
            "echo cannot find the database; sleep 300",
            url: "http://127.0.0.1:0"
        );

        var waiting = () =>
            Readiness.WaitAsync(target, new ReadySpec("/health", TimeSpan.FromSeconds(1)), CancellationToken.None);

        (await waiting.Should().ThrowAsync<TargetException>()).WithMessage(
            "*not ready within 1 s*cannot find the database*"
        );
    }

    [Fact]
    public async Task A_target_that_exits_before_it_is_ready_fails_at_once()
    {
        await using var target = await LaunchAsync("echo bad option; exit 3", url: "http://127.0.0.1:0");

        var waiting = () =>
            Readiness.WaitAsync(target, new ReadySpec("/health", TimeSpan.FromMinutes(5)), CancellationToken.None);

        (await waiting.Should().ThrowAsync<TargetException>()).WithMessage(
            "*exited with code 3 before it was ready*bad option*"
        );
    }

    [Fact]
    public async Task A_project_that_does_not_build_shows_the_compilers_errors()
    {
        WriteProject("int x = \"text\";");

        var building = () => ProjectBuild.BuildAsync(_folder.File("App.csproj"), CancellationToken.None);

        (await building.Should().ThrowAsync<TargetException>()).WithMessage("*does not build*CS0029*");
    }

    [Fact]
    public async Task All_runs_of_one_process_judge_the_same_build_of_a_project()
    {
        WriteProject("return 0;");
        var first = await ProjectBuild.BuildAsync(_folder.File("App.csproj"), CancellationToken.None);
        WriteProject("edited while scenarios run");

        var second = await ProjectBuild.BuildAsync(_folder.File("App.csproj"), CancellationToken.None);

        second.Should().Equal(first);
    }

    private void WriteProject(string program)
    {
        File.WriteAllText(
            _folder.File("App.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """
        );
        File.WriteAllText(_folder.File("Program.cs"), program);
    }

    private async Task<IRunningTarget> LaunchAsync(string script, double grace = 10, string? url = null) =>
        await TargetLauncher.LaunchAsync(
            new TargetSpec
            {
                Command = ["/bin/sh", "-c", script],
                WorkingDirectory = _folder.Path,
                StopWithin = TimeSpan.FromSeconds(grace),
                Url = url is null ? null : new Uri(url),
            },
            new RunFolder(_folder.Path),
            new Secrets(["hunter22"]),
            CancellationToken.None
        );

    private static async Task<string> LineAsync(IRunningTarget target, string start)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            if (target.LastLines.FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal)) is { } line)
                return line;
            await Task.Delay(20);
        }

        throw new TimeoutException($"The target never printed a line that starts with '{start}'.");
    }

    private static async Task GoneAsync(int pid)
    {
        var watch = Stopwatch.StartNew();
        while (IsAlive(pid) && watch.Elapsed < TimeSpan.FromSeconds(15))
            await Task.Delay(20);
        IsAlive(pid).Should().BeFalse($"process {pid} must not outlive its target");
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            // A zombie that nobody has reaped yet is dead.
            return !File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
