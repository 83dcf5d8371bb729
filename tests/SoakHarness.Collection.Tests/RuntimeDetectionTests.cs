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
}
