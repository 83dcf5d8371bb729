using SoakHarness.Collection.Limits;

namespace SoakHarness.Collection.Tests;

public sealed class HeapLimitTests
{
    private const long Gigabyte = 1L << 30;

    [Theory]
    [InlineData("DOTNET_GCHeapHardLimit=10000000", 0x10000000)]
    [InlineData("COMPlus_GCHeapHardLimit=0x10000000", 0x10000000)]
    [InlineData("DOTNET_GCHeapHardLimitPercent=32", Gigabyte / 2)]
    [InlineData("DOTNET_GCHeapHardLimitPercent=32 DOTNET_GCHeapHardLimit=0x800", 0x800)]
    [InlineData("DOTNET_GCHeapHardLimit=none", 3 * Gigabyte / 4)]
    [InlineData("DOTNET_GCHeapHardLimit=0", 3 * Gigabyte / 4)]
    [InlineData("HOME=/root", 3 * Gigabyte / 4)]
    public void In_a_container_of_a_gigabyte_the_heap_may_have_what_is_set_or_three_quarters(string set, long bytes) =>
        HeapLimit.Of(set.Split(' '), null, Gigabyte, 8 * Gigabyte)!.Bytes.Should().Be(bytes);

    [Theory]
    [InlineData("\"System.GC.HeapHardLimit\": 209715200", 209_715_200)]
    [InlineData("\"System.GC.HeapHardLimit\": \"0x800\"", 0x800)]
    [InlineData("\"System.GC.HeapHardLimitPercent\": 25", 2 * Gigabyte)]
    public void On_a_machine_of_eight_gigabytes_it_may_have_what_its_configuration_says(string set, long bytes)
    {
        var limit = HeapLimit.Of([], Configuration(set), null, 8 * Gigabyte)!;

        limit.Bytes.Should().Be(bytes);
        limit.Origin.Should().StartWith("System.GC.HeapHardLimit").And.EndWith("in its runtimeconfig.json");
    }

    [Fact]
    public void The_environment_comes_before_the_configuration()
    {
        var configuration = Configuration("\"System.GC.HeapHardLimit\": 1000");

        var limit = HeapLimit.Of(["DOTNET_GCHeapHardLimit=20"], configuration, null, Gigabyte)!;

        limit.Should().Be(new HeapLimit(0x20, "DOTNET_GCHeapHardLimit=20"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("no json")]
    [InlineData("{\"runtimeOptions\": {\"configProperties\": 3}}")]
    [InlineData("{\"runtimeOptions\": {\"configProperties\": {\"System.GC.HeapHardLimit\": true}}}")]
    public void Where_nothing_sets_a_limit_there_is_none_outside_a_container(string? configuration) =>
        HeapLimit.Of(["A=B"], configuration, null, Gigabyte).Should().BeNull();

    [Fact]
    public void A_container_that_may_have_the_whole_machine_limits_nothing() =>
        HeapLimit.Of([], null, Gigabyte, Gigabyte).Should().BeNull();

    [Fact]
    public void The_configuration_of_a_process_is_the_one_beside_its_assembly() =>
        RuntimeConfiguration.Of(Environment.ProcessId).Should().Contain("\"framework");

    [Fact]
    public void A_process_of_another_kind_has_none() => RuntimeConfiguration.Of(int.MaxValue).Should().BeNull();

    private static string Configuration(string property) =>
        $$"""{"runtimeOptions": {"configProperties": { {{property}} } } }""";
}
