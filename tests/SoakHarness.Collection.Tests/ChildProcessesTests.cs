using System.Diagnostics;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.Tests;

public sealed class ChildProcessesTests
{
    [Fact]
    public async Task Children_that_run_and_those_that_nobody_waited_for_are_told_apart()
    {
        // The shell starts two children and becomes a program that waits for none.
        using var parent = Process.Start("/bin/sh", ["-c", "/bin/true & sleep 60 & exec sleep 61"]);
        try
        {
            string[] expected = ["sleep", "true" + ChildProcesses.NotWaitedFor];
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!Names(parent.Id).SequenceEqual(expected))
                await Task.Delay(20, patience.Token);
        }
        finally
        {
            parent.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("7 (a) Z 1 7 7 0", "a (ended, not waited for)")]
    [InlineData("7 (a) S 1 7 7 0", "a")]
    [InlineData("7 (a) Z) S 1 7 7 0", "a) Z")]
    [InlineData("7 (tool (2)) Z 1 7 7 0", "tool (2) (ended, not waited for)")]
    [InlineData("", null)]
    public void A_name_may_hold_anything(string stat, string? name) => ChildProcesses.NameIn(stat).Should().Be(name);

    [Fact]
    public void A_child_that_is_gone_has_no_name() => ChildProcesses.Name(int.MaxValue).Should().BeNull();

    private static IEnumerable<string?> Names(int pid) => ChildProcesses.Of(pid).Select(ChildProcesses.Name).Order();
}
