using SoakHarness.Targets;

namespace SoakHarness.Tests.Targets;

public sealed class ReadinessTests
{
    [Fact]
    public void Nothing_is_said_about_the_output_of_a_target_that_the_harness_does_not_hear() =>
        Readiness.Output(FoundTarget.Address(new Uri("http://127.0.0.1:1"))).Should().BeEmpty();
}
