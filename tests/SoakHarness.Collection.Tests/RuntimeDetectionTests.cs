using SoakHarness.Model.Scenarios;

namespace SoakHarness.Collection.Tests;

public sealed class RuntimeDetectionTests
{
    [Fact]
    public async Task A_process_that_has_loaded_the_runtime_is_not_compiled_ahead_of_time()
    {
        await using var zoo = await Zoo.StartAsync();

        RuntimeDetection.IsNativeAot(zoo.Pid).Should().BeFalse();
        RuntimeDetection.IsNativeAot(Environment.ProcessId).Should().BeFalse();
        RuntimeDetection.IsNativeAot(int.MaxValue).Should().BeFalse("nothing is known of a process that is gone");
    }

    [Theory]
    [InlineData("c000000000-c000400000 rw-p 00000000 00:00 0 ", TargetRuntime.Go)]
    [InlineData("4000000000-4000400000 rw-p 00000000 00:00 0\nfff-1000 r--p 00000000 00:00 0", TargetRuntime.Go)]
    [InlineData("7f0000000000-7f0000400000 rw-p 00000000 00:00 0 ", null)]
    [InlineData("c000000000-c000400000 rw-p 00000000 08:01 77 /data/file", null)]
    [InlineData("c000000000-c1 rw-p 00000000 00:00 0\n7f00-7f01 r-xp 0 08:01 9 /x/libjvm.so\n", TargetRuntime.Jvm)]
    public void A_go_program_is_known_by_the_place_of_its_heap(string maps, TargetRuntime? runtime) =>
        RuntimeDetection.OfMaps(maps).Should().Be(runtime);
}
