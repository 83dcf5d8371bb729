using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class OperationCountTests
{
    private static readonly Source Target = new(SourceRole.Target, "h", "app", 1);

    private static readonly SelfDrivenSpec ByOutput = new()
    {
        During = TimeSpan.FromMinutes(1),
        OutputPattern = "done (\\d+)",
    };

    [Theory]
    [InlineData]
    [InlineData(5.0)]
    [InlineData(5.0, 5.0)]
    public void Operations_that_never_rise_are_said_to_be_missing(params double[] totals) =>
        Missing(ByOutput, totals)!
            .Should()
            .BeEquivalentTo(
                new
                {
                    Kind = RunEventKind.LoadFailed,
                    Text = "no operation was counted: no lines of the output had a rising count that matches done (\\d+). "
                        + "Check load.self-driven.operations.",
                }
            );

    [Fact]
    public void Operations_that_rise_are_counted() => Missing(ByOutput, 5, 5, 6).Should().BeNull();

    [Fact]
    public void Where_none_were_to_be_counted_none_are_missing()
    {
        Missing(new SelfDrivenSpec { During = TimeSpan.FromMinutes(1) }).Should().BeNull();
        OperationCount.Missing(new LoadSpec(), Recorded()).Should().BeNull();
    }

    private static RunEvent? Missing(SelfDrivenSpec driven, params double[] totals) =>
        OperationCount.Missing(new LoadSpec { SelfDriven = driven }, Recorded(totals));

    private static Recording Recorded(params double[] totals) =>
        new()
        {
            Identity = new RunIdentity
            {
                RunId = "run",
                Scenario = "s",
                StartedAt = DateTimeOffset.UnixEpoch,
            },
            Series = [new Series(Target, "requests", [.. totals.Select((_, i) => (double)i)], totals)],
        };
}
