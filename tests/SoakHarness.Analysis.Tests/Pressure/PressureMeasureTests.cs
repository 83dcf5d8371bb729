using SoakHarness.Analysis.Pressure;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis.Tests.Pressure;

public sealed class PressureMeasureTests
{
    private static readonly Source Target = new(SourceRole.Target, "host", "app", 42);
    private static readonly Source Generator = new(SourceRole.Generator, "host", "soak", 43);

    [Fact]
    public void Allocations_count_per_completed_request_without_the_warm_up()
    {
        var pressure = PressureMeasure.Of(Run(), AllocationWindow.None)!;

        pressure.AllocatedPerRequest.Should().BeApproximately(2048, 1e-6);
        pressure.AllocatedPerSecond.Should().BeApproximately(204_800, 1e-6);
        pressure.Seconds.Should().Be(60);
    }

    [Fact]
    public void A_total_that_another_reader_began_anew_goes_on_where_it_was()
    {
        var run = Run();
        var total = run.Series[0];
        var anew = total with { Values = [.. total.Times.Select(t => 204_800 * (t < 40 ? t : t - 40))] };

        var pressure = PressureMeasure.Of(run with { Series = [anew] }, AllocationWindow.None)!;

        // A second of sixty is not known.
        pressure.AllocatedPerRequest.Should().BeApproximately(2048.0 * 59 / 60, 1e-6);
    }

    [Fact]
    public void Collections_that_the_harness_induced_or_that_came_before_the_load_do_not_count()
    {
        var pressure = PressureMeasure.Of(
            Run() with
            {
                Collections =
                [
                    Collection(5, 0),
                    Collection(20, 0),
                    Collection(30, 0),
                    Collection(40, 1),
                    Collection(50, 2, isInduced: true),
                ],
            },
            AllocationWindow.None
        )!;

        pressure.CollectionsPerMinute.Should().Equal(2, 1, 0);
        pressure.PauseShare.Should().BeApproximately(3 * 0.006 / 60, 1e-12);
        pressure.IncludesInduced.Should().BeFalse();
    }

    [Fact]
    public void A_go_target_has_no_young_generations()
    {
        var run = Run() with { Collections = [Collection(30, 2), Collection(50, 2, isInduced: true)] };
        var identity = run.Identity with { Facts = new Dictionary<string, string> { ["runtime"] = "go" } };

        PressureMeasure
            .Of(run with { Identity = identity }, AllocationWindow.None)!
            .CollectionsPerMinute.Should()
            .Equal(null, null, 1);
    }

    [Fact]
    public void Counters_stand_in_for_events_and_say_so()
    {
        var run = Run(("gc-count.gen2", t => t / 10), ("gc-pause", t => 3 * t)) with
        {
            Checkpoints = [new Checkpoint(Target, 30) { Outcome = CheckpointOutcome.Completed }],
        };

        var pressure = PressureMeasure.Of(run, AllocationWindow.None)!;

        pressure.CollectionsPerMinute[2].Should().BeApproximately(6, 1e-9);
        pressure.CollectionsPerMinute[0].Should().BeNull();
        pressure.PauseShare.Should().BeApproximately(0.003, 1e-12);
        pressure.IncludesInduced.Should().BeTrue();
        PressureMeasure
            .Of(run with { Checkpoints = [] }, AllocationWindow.None)!
            .IncludesInduced.Should()
            .BeFalse("without a checkpoint there is none of its");
    }

    [Fact]
    public void Sites_are_the_callers_of_the_runtime_and_of_libraries_by_their_share()
    {
        var pressure = PressureMeasure.Of(
            Run(),
            new AllocationWindow(
                10,
                [
                    new("System.Byte[]", ["System.GC.Allocate()", "Shop.Cart.Add()"], 3, 300),
                    new("System.Byte[]", ["Parser.Read()", "Shop.Cart.Add()", "Shop.Main()"], 3, 300),
                    new("System.String", ["System.String.Concat()"], 4, 400),
                    new("System.Threading.Thread", ["Shop.Main()"], 9, 0),
                ]
            )
            {
                Libraries = ["Parser"],
            }
        )!;

        pressure
            .Sites.Select(s => (s.Method, s.Type))
            .Should()
            .Equal(("Shop.Cart.Add()", "System.Byte[]"), ("System.String.Concat()", "System.String"));
        pressure.Sites.Sum(s => s.Share).Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void Operations_of_a_target_that_drives_itself_count_as_requests()
    {
        var run = Run(("requests", t => 50 * t)) with
        {
            Load = [],
            Events =
            [
                new RunEvent(Generator, 10, RunEventKind.Phase, "self-driven"),
                new RunEvent(Generator, 70, RunEventKind.Phase, "drain"),
            ],
        };

        PressureMeasure.Of(run, AllocationWindow.None)!.AllocatedPerRequest.Should().BeApproximately(4096, 1e-6);
    }

    [Fact]
    public void What_was_not_measured_is_not_there()
    {
        PressureMeasure.Of(Run() with { Series = [] }, AllocationWindow.None).Should().BeNull();
        PressureMeasure.Of(Run() with { Load = [] }, AllocationWindow.None).Should().BeNull();
    }

    private static Recording Run(params (string Metric, Func<double, double> Value)[] more)
    {
        double[] times = [.. Enumerable.Range(0, 80).Select(i => (double)i)];
        return new Recording
        {
            Identity = new RunIdentity
            {
                RunId = "run",
                Scenario = "shop",
                StartedAt = DateTimeOffset.UnixEpoch,
                HarnessVersion = "1",
            },
            Series =
            [
                new Series(Target, "allocated", times, [.. times.Select(t => 1e6 + 204_800 * t)]),
                .. more.Select(m => new Series(Target, m.Metric, times, [.. times.Select(m.Value)])),
            ],
            Load =
            [
                .. Enumerable
                    .Range(1, 70)
                    .Select(i => new LoadWindow(Generator, i)
                    {
                        Seconds = 1,
                        Scenario = "shop",
                        Step = "",
                        IsWarmUp = i <= 10,
                        Asked = 100,
                        Sent = 100,
                        Completed = 100,
                    }),
            ],
        };
    }

    private static GarbageCollection Collection(double time, int generation, bool isInduced = false) =>
        new(Target, time)
        {
            Number = 1,
            Generation = generation,
            PauseMs = 6,
            IsInduced = isInduced,
        };
}
