using SoakHarness.CSharp;
using SoakHarness.Model.Reports;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class WorstTests
{
    [Theory]
    [InlineData(Outcome.Passed)]
    [InlineData(Outcome.Failed, Outcome.Passed, Outcome.Failed, Outcome.Inconclusive)]
    [InlineData(Outcome.Inconclusive, Outcome.Inconclusive, Outcome.Passed)]
    [InlineData(Outcome.LoadNotDelivered, Outcome.Inconclusive, Outcome.LoadNotDelivered)]
    [InlineData(Outcome.Interrupted, Outcome.Failed, Outcome.Interrupted)]
    public void The_outcome_that_needs_a_person_first_counts(Outcome expected, params Outcome[] outcomes) =>
        Worst.Of(outcomes.Length == 0 ? [expected] : outcomes).Should().Be(expected);

    [Fact]
    public void Every_outcome_has_its_place() =>
        Enum.GetValues<Outcome>().Should().OnlyContain(o => Worst.Of(new[] { o }) == o);

    [Fact]
    public void A_command_stopped_before_its_first_run_has_not_passed() =>
        Worst.Of([]).Should().Be(Outcome.Interrupted);

    [Fact]
    public async Task A_program_without_scenarios_has_not_passed() =>
        (await SoakRunner.Run()).Should().Be((int)Outcome.BadInput);
}
