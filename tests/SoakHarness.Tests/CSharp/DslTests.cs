using SoakHarness.CSharp;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;
using Simulation = SoakHarness.CSharp.Simulation;

namespace SoakHarness.Tests.CSharp;

public sealed class DslTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_rate_per_interval_becomes_a_rate_per_second() =>
        Simulation.Inject(90, Minute, Minute).Should().Be(new Inject(1.5, Minute));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public void A_rate_that_cannot_be_delivered_is_refused(double rate) =>
        FluentActions
            .Invoking(() => Simulation.Inject(rate, TimeSpan.FromSeconds(1), Minute))
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void A_threshold_that_cannot_be_read_is_refused_with_the_grammar() =>
        FluentActions
            .Invoking(() => Threshold.Create("p99 under a second"))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*p99 < 250ms*");

    [Fact]
    public void A_threshold_may_count_from_a_time_on_and_end_the_run_in_the_words_of_NBomber()
    {
        var from = TimeSpan.FromSeconds(90);

        Threshold.Create("p99 < 250ms", startCheckAfter: from).Text.Should().Be("p99 < 250ms from 90s");
        Threshold.Create("fail-rate < 5%", 1, from).Text.Should().Be("fail-rate < 5% from 90s or abort");
        Threshold
            .Create("pay", "p99 < 250ms", abortWhenErrorCount: 5)
            .Text.Should()
            .Be("step pay: p99 < 250ms or abort after 5");
    }

    [Theory]
    [InlineData("p99 < 250ms", 0)]
    [InlineData("p99 < 250ms", -1)]
    [InlineData("live-heap < 1GiB", 3)]
    public void A_threshold_that_cannot_end_the_run_so_is_refused(string expression, int count) =>
        FluentActions
            .Invoking(() => Threshold.Create(expression, abortWhenErrorCount: count))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*abort*");

    [Fact]
    public void A_scenario_without_target_says_how_to_give_one() =>
        FluentActions
            .Invoking(() => Scenario.Create("aimless", _ => Ok()).ToSpec())
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*aimless*Against*");

    [Fact]
    public void Paths_are_relative_to_the_file_of_the_scenario()
    {
        var spec = Scenario.Create("shop", _ => Ok()).Against(Target.Project("Shop.csproj")).ToSpec();

        spec.Target.Project.Should().EndWith(Path.Combine("SoakHarness.Tests", "CSharp", "Shop.csproj"));
    }

    [Fact]
    public async Task A_failed_step_ends_its_iteration_with_its_status()
    {
        var went = false;
        var end = await RunAsync(
            true,
            async context =>
            {
                await Step.Run("pay", context, () => Task.FromResult(Response.Fail("402", "no money")));
                went = true;
                return Response.Ok();
            }
        );

        end.Should().Be(new StepEnd(EndKind.Failed, 0, "402", "no money"));
        went.Should().BeFalse();
    }

    [Fact]
    public async Task A_failed_step_comes_back_when_iterations_go_on()
    {
        var end = await RunAsync(
            false,
            async context =>
            {
                var paid = await Step.Run(
                    "pay",
                    context,
                    () => Task.FromException<Response<int>>(new InvalidDataException("no money"))
                );
                return paid.IsError ? Response.Ok(sizeBytes: 7) : Response.Fail();
            }
        );

        end.Should().Be(new StepEnd(EndKind.Completed, 7));
    }

    [Fact]
    public async Task What_code_throws_is_an_end_by_its_type()
    {
        (await RunAsync(true, _ => throw new InvalidDataException("bad")))
            .Should()
            .Be(new StepEnd(EndKind.Failed, 0, "InvalidDataException", "bad"));
        (await RunAsync(true, _ => throw new TimeoutException("late"))).Kind.Should().Be(EndKind.TimedOut);
        (await RunAsync(true, _ => Task.FromResult<IResponse>(null!))).Error.Should().Be("no response");
    }

    [Theory]
    [InlineData("--duration")]
    [InlineData("--duration", "long")]
    [InlineData("--format", "xml")]
    [InlineData("--fast", "yes")]
    public void Wrong_arguments_are_told(params string[] args)
    {
        RunnerArguments.Parse(args, out var problem).Should().BeNull();
        problem.Should().Contain(args[0]).And.Contain("--duration 30m");
    }

    [Fact]
    public void Right_arguments_are_taken() =>
        RunnerArguments
            .Parse(["--out", "there", "--duration", "2m", "--format", "json"], out _)
            .Should()
            .Be(new RunnerArguments("there", true, TimeSpan.FromMinutes(2)));

    private static async Task<StepEnd> RunAsync(bool endsOnFail, Func<IScenarioContext, Task<IResponse>> code)
    {
        var steps = new StepBook();
        var iteration = new CodeIteration(
            number => new ScenarioContext("shop", null, number, 1, steps, endsOnFail),
            code
        );
        return await iteration.RunAsync(() => 1, 0.5, CancellationToken.None);
    }

    private static Task<IResponse> Ok() => Task.FromResult<IResponse>(Response.Ok());
}
