using SoakHarness.Analysis.Profiles;
using SoakHarness.Model.Profiles;

namespace SoakHarness.Analysis.Tests.Profiles;

public sealed class ProfileSuspectsTests
{
    private const string Serve = "net/http.(*conn).serve";
    private static readonly string[] Keep = ["main.keepClosure", "main.serve", "net/http.HandlerFunc.ServeHTTP", Serve];
    private static readonly string[] Connection = ["internal/poll.runtime_pollWait", "net.(*conn).Read", Serve];
    private static readonly string[] Client = ["runtime.selectgo", "net/http.(*persistConn).readLoop"];

    [Fact]
    public void Connections_that_the_load_opened_do_not_come_before_what_the_heap_holds()
    {
        var suspects = Find(Heap(Keep, 1000, 1_000_000), Goroutines(Connection, 8), goroutinesLeak: false);

        suspects.Select(s => s.Type).Should().Equal("main.keepClosure");
        suspects[0].Share.Should().Be(1);
        suspects[0].GrowthPerRequest.Should().BeNull("objects are not counted");
        suspects[0]
            .Cause.Should()
            .StartWith("What main.keepClosure allocates is kept.")
            .And.Contain("not who holds it");
    }

    [Fact]
    public void Slow_requests_that_came_along_come_after_what_the_heap_holds() =>
        Find(Heap(Keep, 1000, 1_000_000), Goroutines(["time.Sleep", "main.serve", Serve], 8), goroutinesLeak: false)
            .Select(s => s.Type)
            .Should()
            .Equal("main.keepClosure", "main.serve");

    [Fact]
    public void Goroutines_as_many_as_the_objects_are_the_leak_itself()
    {
        var suspects = Find(
            Heap(["main.start", "main.serve", Serve], 1000, 1_000_000),
            Goroutines(["runtime.gopark", "runtime.chanrecv", "main.neverEnds"], 1000),
            goroutinesLeak: false
        );

        suspects.Select(s => s.Type).Should().Equal("main.neverEnds", "main.start");
        suspects[0].Holder.Should().Contain("blocked on receiving from a channel");
        suspects[0].Metric.Should().Be("goroutines");
        suspects[0].GrowthPerRequest!.Estimate.Should().Be(1);
    }

    [Fact]
    public void Goroutines_of_the_library_are_laid_to_the_function_that_keeps_as_many_objects()
    {
        var heap = Heap(["net/http.(*Transport).dialConn"], 2000, 20_000_000)
            .Zip(Heap(["net/http.NewRequest", "main.requestHealth", Serve], 1000, 200_000), Join)
            .ToArray();

        var suspects = Find(heap, Goroutines(Client, 1000), goroutinesLeak: true);

        suspects[0].Type.Should().Be("main.requestHealth");
        suspects[0].Holder.Should().Contain("net/http.(*persistConn).readLoop");
        suspects[0].Cause.Should().Contain("response.Body.Close()");
        suspects.Should().Contain(s => s.Metric == "goroutines");
    }

    [Fact]
    public void The_innermost_function_of_the_application_is_named_and_not_the_module_it_uses()
    {
        string[] stack =
        [
            "runtime.makeslice",
            "example.com/cache.(*Cache).Put",
            "shop/orders.Add",
            "main.serve",
            Serve,
        ];
        var stages = Heap(stack, 1000, 1_000_000)
            .Select(s =>
                s with
                {
                    Profile = s.Profile with
                    {
                        Dependencies = new HashSet<string> { "example.com/cache.(*Cache).Put" },
                    },
                }
            )
            .ToArray();

        ProfileSuspects.Find(stages, [], false)[0].Type.Should().Be("shop/orders.Add");
        stages =
        [
            .. stages.Select(s =>
                s with
                {
                    Profile = s.Profile with
                    {
                        Samples = [.. s.Profile.Samples.Select(x => x with { Stack = stack[..2] })],
                    },
                }
            ),
        ];
        ProfileSuspects.Find(stages, [], false)[0].Type.Should().Be("example.com/cache.(*Cache).Put");
    }

    [Fact]
    public void What_rises_and_falls_again_or_was_seen_once_is_no_suspect()
    {
        var stages = Heap(Keep, 1000, 1_000_000);

        ProfileSuspects.Find([stages[0], stages[2], stages[1], stages[0]], [], false).Should().BeEmpty();
        ProfileSuspects.Find([stages[2]], [], false).Should().BeEmpty();
        ProfileSuspects.Find([], [], true).Should().BeEmpty();
    }

    [Fact]
    public void Allocations_between_the_profiles_count_garbage_too()
    {
        StackProfile Profile(long bytes) =>
            new(
                ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"],
                [new StackSample(["runtime.makeslice", .. Keep], [1, bytes, 0, 0])]
            );

        var allocated = ProfileAllocations.Of([new(Profile(100), 0, 0), new(Profile(700), 10, 100)]);

        allocated.Should().ContainSingle();
        allocated[0].Stack.Should().StartWith("main.keepClosure");
        allocated[0].Bytes.Should().Be(600);
    }

    private static IReadOnlyList<Model.Verdicts.Suspect> Find(
        ProfileStage[] heap,
        ProfileStage[] goroutines,
        bool goroutinesLeak
    ) => ProfileSuspects.Find(heap, goroutines, goroutinesLeak);

    private static ProfileStage[] Heap(string[] stack, long objects, long bytes) =>
        Stages(
            ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"],
            stack,
            part => [objects, bytes, objects * part / 2, bytes * part / 2]
        );

    private static ProfileStage[] Goroutines(string[] stack, long count) =>
        Stages(["goroutine"], stack, part => [3 + count * part / 2]);

    private static ProfileStage[] Stages(string[] types, string[] stack, Func<int, long[]> values) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(part => new ProfileStage(
                    new StackProfile(types, [new StackSample(stack, values(part))]),
                    10 * part,
                    500 * part
                )),
        ];

    private static ProfileStage Join(ProfileStage a, ProfileStage b) =>
        a with
        {
            Profile = a.Profile with { Samples = [.. a.Profile.Samples, .. b.Profile.Samples] },
        };
}
