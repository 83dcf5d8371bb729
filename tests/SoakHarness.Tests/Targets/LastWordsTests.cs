using SoakHarness.Targets;

namespace SoakHarness.Tests.Targets;

public sealed class LastWordsTests
{
    [Theory]
    [InlineData("Unhandled exception. System.InvalidOperationException: no balance")]
    [InlineData("Stack overflow.")]
    [InlineData("Out of memory.")]
    [InlineData("Fatal error. System.AccessViolationException: Attempted to read or write protected memory.")]
    [InlineData("panic: runtime error: index out of range [3] with length 3")]
    [InlineData("fatal error: all goroutines are asleep - deadlock!")]
    public void What_runtimes_print_when_they_die_is_known(string line) => LastWords.IsCause(line).Should().BeTrue();

    [Theory]
    [InlineData("   at System.Threading.Thread.StartCallback()")]
    [InlineData("warn: an unhandled exception was caught and logged")]
    [InlineData("")]
    public void Other_lines_are_no_cause(string line) => LastWords.IsCause(line).Should().BeFalse();

    [Theory]
    [InlineData("Out of memory.", true)]
    [InlineData("Unhandled exception. System.OutOfMemoryException: Array dimensions exceeded supported range.", true)]
    [InlineData("fatal error: runtime: out of memory", true)]
    [InlineData("Stack overflow.", false)]
    public void An_end_for_want_of_memory_says_so(string cause, bool isMemory) =>
        new TargetExit(134, Cause: cause)
            .ToString()
            .Contains("out-of-memory", StringComparison.Ordinal)
            .Should()
            .Be(isMemory);

    [Fact]
    public void The_kernels_kills_are_counted_in_the_groups_below_too()
    {
        var mount = Directory.CreateTempSubdirectory("cgroups").FullName;
        try
        {
            Write("memory", 1);
            Write("memory/docker/abc", 2);

            OutOfMemoryKills.Count(mount).Should().Be(3, "version 1 counts each group for itself");
        }
        finally
        {
            Directory.Delete(mount, recursive: true);
        }

        void Write(string group, int kills)
        {
            var folder = Directory.CreateDirectory(Path.Combine(mount, group)).FullName;
            File.WriteAllText(
                Path.Combine(folder, "memory.oom_control"),
                $"oom_kill_disable 0\nunder_oom 0\noom_kill {kills}\n"
            );
        }
    }
}
