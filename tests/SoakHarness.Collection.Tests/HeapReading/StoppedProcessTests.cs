using System.Diagnostics;
using System.Globalization;
using SoakHarness.Collection.HeapReading;

namespace SoakHarness.Collection.Tests.HeapReading;

public sealed class StoppedProcessTests
{
    [Fact]
    public async Task All_threads_stand_still_until_the_end_and_run_on_then()
    {
        await using var zoo = await Zoo.StartAsync();

        using (new StoppedProcess(zoo.Pid))
        {
            States(zoo.Pid).Should().HaveCountGreaterThan(5).And.OnlyContain(state => state == 't');
        }

        States(zoo.Pid).Should().NotContain('t');
        await zoo.CallAsync("leak/closure?kb=1", 1);
    }

    [Fact]
    public async Task Who_is_traced_by_another_may_not_be_stopped_and_runs_on_when_that_one_ends()
    {
        await using var zoo = await Zoo.StartAsync();
        using (new StoppedProcess(zoo.Pid))
        {
            // The kernel takes orders from the thread that stopped it only, and asynchronous code changes threads.
            Exception? refused = null;
            var other = new Thread(() => refused = Record.Exception(() => new StoppedProcess(zoo.Pid).Dispose()));
            other.Start();
            other.Join();

            refused.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Contain("may not be stopped");
        }

        await zoo.CallAsync("leak/closure?kb=1", 1);
    }

    [Fact]
    public async Task A_signal_that_comes_meanwhile_is_not_lost()
    {
        using var shell = Process.Start(
            new ProcessStartInfo(
                "/bin/sh",
                [
                    "-c",
                    "(trap 'echo told; exit 7' USR1; echo ready; while :; do sleep .05; done) & echo $!; wait $!; echo $?",
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        string[] begin = [await ReadAsync(), await ReadAsync()];
        begin.Should().Contain("ready");
        var pid = int.Parse(begin.Single(line => line != "ready"), CultureInfo.InvariantCulture);

        for (var i = 0; i < 3; i++)
        {
            using (new StoppedProcess(pid))
            {
                if (i == 1)
                    Signal(pid);
            }
        }

        (await shell.StandardOutput.ReadToEndAsync()).Should().Be("told\n7\n");

        async Task<string> ReadAsync() => (await shell.StandardOutput.ReadLineAsync())!;
    }

    private static char[] States(int pid) =>
        [
            .. Directory
                .GetDirectories($"/proc/{pid}/task")
                .Select(thread => File.ReadAllText(Path.Combine(thread, "stat")))
                .Select(stat => stat[stat.LastIndexOf(')') + 2]),
        ];

    private static void Signal(int pid)
    {
        using var kill = Process.Start("kill", ["-USR1", $"{pid}"]);
        kill.WaitForExit();
    }
}
