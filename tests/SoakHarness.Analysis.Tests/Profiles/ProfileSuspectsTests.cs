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
        suspects[1].Cause.Should().Contain("The goroutines above may hold it");
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

        Find(stages, [], false)[0].Type.Should().Be("shop/orders.Add");
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
        Find(stages, [], false)[0].Type.Should().Be("example.com/cache.(*Cache).Put");
    }

    [Fact]
    public void An_application_that_labels_its_work_and_counts_with_expvar_is_not_taken_for_the_watching()
    {
        string[] labelled = ["main.keep", "runtime/pprof.Do", "main.handle", Serve];
        string[] counted = ["expvar.(*Map).Add", "main.count", Serve];

        Find(Heap(labelled, 1000, 1_000_000), [], goroutinesLeak: false)[0].Type.Should().Be("main.keep");
        Find(Heap(counted, 1000, 1_000_000), [], goroutinesLeak: false)[0]
            .Cause.Should()
            .Contain("A name in expvar stays for ever");
    }

    [Theory]
    [InlineData("runtime/pprof.(*Profile).WriteTo", "net/http/pprof.handler.ServeHTTP")]
    [InlineData("encoding/json.Marshal", "expvar.expvarHandler")]
    public void What_answers_the_watching_is_no_suspect(string inner, string handler) =>
        Find(Heap([inner, handler, "main.debugAuth", Serve], 1000, 1_000_000), [], goroutinesLeak: false)
            .Should()
            .BeEmpty();

    [Fact]
    public void Files_and_lines_stand_where_the_profile_has_them_from_the_function_outwards()
    {
        string[] stack = ["bytes.growSlice", "shop/orders.Load", "shop/lru.(*Cache[...]).Get", "main.show", Serve];
        string[] lines = ["buffer.go:229", "orders.go:36", "lru.go:33", "main.go:141", "server.go:1991"];

        var suspect = Find(Heap(stack, 1000, 1_000_000, lines), [], goroutinesLeak: false)[0];

        suspect
            .AllocationSite.Should()
            .Equal(
                "shop/orders.Load in orders.go:36",
                "shop/lru.(*Cache[...]).Get in lru.go:33",
                "main.show in main.go:141",
                $"{Serve} in server.go:1991"
            );
        suspect.Path.Should().Equal(suspect.AllocationSite.Reverse(), "it is no path of holders");
        suspect
            .Cause.Should()
            .Contain("stored, there or in shop/lru.(*Cache[...]).Get in lru.go:33 or main.show in main.go:141 (");
    }

    [Fact]
    public void The_place_is_the_one_that_grew_and_not_the_one_that_was_always_large()
    {
        string[] types = ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"];
        StackSample At(string line, long bytes) =>
            new(["main.serve", Serve], [1, bytes, 1, bytes]) { Lines = [line, "server.go:1"] };
        var stages = Enumerable
            .Range(0, 3)
            .Select(i => new ProfileStage(
                new StackProfile(types, [At("main.go:10", 9_000_000), At("main.go:20", 1_000_000 * i)]),
                10 * i,
                500 * i
            ))
            .ToArray();

        Find(stages, [], goroutinesLeak: false)[0].AllocationSite[0].Should().Be("main.serve in main.go:20");
    }

    [Theory]
    [InlineData("runtime.chansend", "sending", "somebody receives")]
    [InlineData("runtime.selectgo", "select", "cancel function")]
    [InlineData("sync.(*Mutex).lockSlow", "a lock", "never unlocks")]
    [InlineData("sync.(*RWMutex).RLock", "read-write lock", "never unlocks")]
    [InlineData("sync.(*Cond).Wait", "condition", "Broadcast")]
    [InlineData("sync.(*WaitGroup).Wait", "wait group", "wg.Done()")]
    [InlineData("internal/poll.runtime_pollWait", "network", "deadline")]
    public void What_a_goroutine_waits_for_tells_how_to_end_it(string frame, string words, string cure)
    {
        var suspect = Find([], Goroutines(["runtime.gopark", frame, "main.work"], 1000), goroutinesLeak: true)[0];

        suspect.Holder.Should().Contain(words);
        suspect.Cause.Should().StartWith("Goroutines are started and never end: ").And.Contain(cure);
    }

    [Theory]
    [InlineData("context.WithValue", "do not store a context")]
    [InlineData("context.WithTimeout", "defer cancel()")]
    [InlineData("time.AfterFunc", "call Stop")]
    [InlineData("compress/gzip.NewReader", "sync.Pool")]
    [InlineData("regexp.MustCompile", "compile fixed ones once")]
    [InlineData("container/list.(*List).PushBack", "list.Remove")]
    [InlineData("sync.(*Map).Store", "sync.Map")]
    [InlineData("strings.Repeat", "A Go profile says where")]
    public void What_was_called_of_the_library_tells_the_cause(string called, string words) =>
        Find(Heap(["strings.(*Builder).grow", called, "main.handle", Serve], 1000, 1_000_000), [], false)[0]
            .Cause.Should()
            .StartWith("What main.handle allocates is kept. ")
            .And.Contain(words);

    [Fact]
    public void What_the_runtime_keeps_of_each_goroutine_is_no_suspect_of_its_own() =>
        Find(
                Heap(["runtime.malg", "runtime.newproc1"], 1000, 1_000_000),
                Goroutines(["runtime.gopark", "runtime.selectgo", "main.work"], 1000),
                goroutinesLeak: true
            )
            .Select(s => s.Type)
            .Should()
            .Equal("main.work");

    [Fact]
    public void Requests_that_are_kept_whole_are_one_suspect_before_the_little_that_the_application_adds()
    {
        const string read = "net/http.(*conn).readRequest";
        string[][] stacks =
        [
            ["bytes.growSlice", "shop/httpx.(*Recorder).Write", Serve],
            ["net/textproto.readMIMEHeader", "net/http.readRequest", read, Serve],
            ["net/url.parse", "net/http.readRequest", read, Serve],
        ];
        var stages = stacks.Select(s => Heap(s, 1000, 1_000_000)).Aggregate((a, b) => [.. a.Zip(b, Join)]);

        var suspects = Find(stages, [], goroutinesLeak: false);

        suspects.Select(s => s.Type).Should().Equal(read, "shop/httpx.(*Recorder).Write");
        suspects[0].Cause.Should().Contain("ResponseWriter");
        suspects[0].Share.Should().BeApproximately(2 / 3.0, 1e-9);
    }

    [Fact]
    public void A_sample_or_two_of_the_library_are_there_by_chance()
    {
        ProfileStage[] Sampled(long period) =>
            [
                .. Heap(Keep, 1000, 1_000_000)
                    .Zip(Heap(["bufio.NewReaderSize", Serve], 500, 500_000), Join)
                    .Select(s => s with { Profile = s.Profile with { Period = period } }),
            ];

        Find(Sampled(512 * 1024), [], goroutinesLeak: false).Select(s => s.Type).Should().Equal("main.keepClosure");
        Find(Sampled(4096), [], goroutinesLeak: false).Should().HaveCount(2);
    }

    [Fact]
    public void A_module_that_allocates_for_the_application_is_named_as_one_that_may_keep_it()
    {
        var stages = Heap(["example.com/sql.(*DB).Query", "main.query", Serve], 1000, 1_000_000)
            .Select(s =>
                s with
                {
                    Profile = s.Profile with { Dependencies = new HashSet<string> { "example.com/sql.(*DB).Query" } },
                }
            );

        Find([.. stages], [], goroutinesLeak: false)[0]
            .Cause.Should()
            .Contain("or kept by example.com/sql.(*DB).Query, which it calls");
    }

    [Fact]
    public void Memory_is_no_suspect_where_neither_the_heap_nor_the_goroutines_leak() =>
        ProfileSuspects.Find(Heap(Keep, 1000, 1_000_000), [], false, heapGrowth: null).Should().BeEmpty();

    [Theory]
    [InlineData(2_000_000, 0.5)]
    [InlineData(800_000, 1)]
    public void The_share_is_that_of_what_the_heap_grew_by_and_not_of_what_the_profile_shows(
        double grown,
        double share
    ) => ProfileSuspects.Find(Heap(Keep, 1000, 1_000_000), [], false, grown)[0].Share.Should().Be(share);

    [Fact]
    public void No_share_is_told_where_only_the_goroutines_leak() =>
        ProfileSuspects
            .Find(Heap(Keep, 1000, 1_000_000), Goroutines(Connection, 1000), true, heapGrowth: null)
            .Should()
            .HaveCountGreaterThan(1)
            .And.OnlyContain(s => s.Share == null);

    [Fact]
    public void What_rises_and_falls_again_or_was_seen_once_is_no_suspect()
    {
        var stages = Heap(Keep, 1000, 1_000_000);

        Find([stages[0], stages[2], stages[1], stages[0]], [], false).Should().BeEmpty();
        Find([stages[2]], [], false).Should().BeEmpty();
        Find([], [], true).Should().BeEmpty();
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
    ) =>
        ProfileSuspects.Find(
            heap,
            goroutines,
            goroutinesLeak,
            heap.Length == 0 ? 0 : InUse(heap[^1].Profile) - InUse(heap[0].Profile)
        );

    private static double InUse(StackProfile profile) => profile.Samples.Sum(s => s.Values[^1]);

    private static ProfileStage[] Heap(string[] stack, long objects, long bytes, string[]? lines = null) =>
        Stages(
            ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"],
            new StackSample(stack, []) { Lines = lines ?? [] },
            part => [objects, bytes, objects * part / 2, bytes * part / 2]
        );

    private static ProfileStage[] Goroutines(string[] stack, long count) =>
        Stages(["goroutine"], new StackSample(stack, []), part => [3 + count * part / 2]);

    private static ProfileStage[] Stages(string[] types, StackSample sample, Func<int, long[]> values) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(part => new ProfileStage(
                    new StackProfile(types, [sample with { Values = values(part) }]),
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
