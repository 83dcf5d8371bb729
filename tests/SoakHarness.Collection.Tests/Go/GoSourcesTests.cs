using System.Diagnostics;
using System.Text;
using SoakHarness.Collection.Go;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests.Go;

/// <summary>
/// The sources of a Go target against endpoints that misbehave: each says once what is wrong and what to do, and goes
/// on.
/// </summary>
public sealed class GoSourcesTests : IDisposable, IRecordingSink
{
    private const string Vars =
        """{"cmdline":["app"],"memstats":{"HeapAlloc":100,"TotalAlloc":900,"HeapObjects":3,"NumGC":2,"PauseTotalNs":5000000,"Sys":1000,"HeapReleased":400}}""";
    private const string Heap =
        "heap profile: 1: 2 [3: 4] @ heap/1024\n# runtime.MemStats\n# TotalAlloc = 900\n# Sys = 1000\n# HeapAlloc = 100\n# HeapReleased = 400\n";
    private const string Goroutines = "goroutine profile: total 17\n1 @ 0x1";
    private readonly List<Entry> _entries = [];
    private readonly FakeGo _go = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-go-").FullName;
    private readonly SidecarContext _context;
    private long _committed;

    public GoSourcesTests()
    {
        var options = new SidecarOptions
        {
            Pid = Environment.ProcessId,
            Recording = "",
            Folder = _folder,
            Origin = Stopwatch.GetTimestamp(),
        };
        _context = new SidecarContext(options, this, _ => { });
    }

    private GoMemStats Stats => new(_context, committed => _committed = committed);

    public void Dispose()
    {
        _go.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    void IRecordingSink.Write(Entry entry)
    {
        lock (_entries)
            _entries.Add(entry);
    }

    [Fact]
    public async Task Memory_statistics_goroutines_and_the_cost_of_reading_them_are_recorded()
    {
        _go.Answer("/debug/vars", Vars);
        _go.Answer("/debug/pprof/goroutine", Goroutines);

        await SampleAsync(1);

        Readings()
            .Should()
            .Contain([
                ("heap", 100),
                ("allocated", 900),
                ("heap-objects", 3),
                ("gc-count.gen2", 2),
                ("gc-pause", 5),
                ("committed", 600),
                ("goroutines", 17),
            ]);
        _committed.Should().Be(600);
        _entries
            .OfType<Reading>()
            .Should()
            .ContainSingle(r => r.Metric == "poll" && r.Source.Role == SourceRole.Sidecar && r.Value > 0);
        Said().Should().BeEmpty();
    }

    [Theory]
    [InlineData(404, "", "answered 404")]
    [InlineData(500, "boom", "answered 500")]
    [InlineData(200, "<html>", "is no JSON")]
    [InlineData(200, "[1, 2]", "holds no memstats")]
    [InlineData(200, """{"memstats":{"HeapAlloc":"much"}}""", "holds no memstats")]
    [InlineData(200, """{"memstats":7}""", "holds no memstats")]
    [InlineData(200, """{"memstats":{"HeapAlloc":1""", "is no JSON")]
    public async Task Without_expvar_it_says_once_what_is_missing_and_which_lines_of_go_add_it(
        int status,
        string body,
        string words
    )
    {
        _go.Answer("/debug/vars", body, status);
        _go.Answer("/debug/pprof/goroutine", Goroutines);

        await SampleAsync(3);

        Said()
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain(words)
            .And.Contain("import _ \"expvar\"")
            .And.Contain("http.ListenAndServe");
        Readings().Should().Contain(("goroutines", 17));
    }

    [Theory]
    [InlineData(404, "", "answered 404")]
    [InlineData(200, "<html>", "holds no goroutine profile")]
    public async Task Without_pprof_it_says_once_what_is_missing_and_goes_on_with_expvar(
        int status,
        string body,
        string words
    )
    {
        _go.Answer("/debug/vars", Vars);
        _go.Answer("/debug/pprof/goroutine", body, status);

        await SampleAsync(7);

        Said().Should().ContainSingle().Which.Should().Contain(words).And.Contain("import _ \"net/http/pprof\"");
        Readings().Count(r => r.Metric == "heap").Should().BeGreaterThan(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/debug")]
    [InlineData("/debug/pprof/")]
    [InlineData("/debug/vars")]
    public async Task A_path_before_debug_is_kept_and_what_was_copied_behind_it_is_not(string copied)
    {
        _go.Answer("/internal/shop/debug/pprof/heap", Heap);
        using var debug = new GoDebug(new Uri(_go.Url, "/internal/shop" + copied));

        var (body, problem) = await debug.GetAsync("/debug/pprof/heap?gc=1", CancellationToken.None);

        problem.Should().BeNull();
        Encoding.UTF8.GetString(body!).Should().Be(Heap);
    }

    [Fact]
    public async Task Endpoints_that_want_credentials_get_those_of_the_scenario()
    {
        _go.Answer("/debug/pprof/heap", Heap);
        _go.Wanted = "Bearer s3cret";
        var headers = new Dictionary<string, string> { ["Authorization"] = "Bearer s3cret" };

        var refused = await FloorAsync(new GoDebug(_go.Url));
        var admitted = await FloorAsync(new GoDebug(_go.Url, headers: headers));

        refused.Outcome.Should().Be(CheckpointOutcome.Unreachable);
        Said().Should().ContainSingle().Which.Should().Contain("answered 401").And.Contain("go.headers");
        Said().Should().NotContain(words => words.Contains("import _"), "pprof is there");
        admitted.LiveBytes.Should().Be(100);
    }

    [Fact]
    public async Task A_page_of_a_login_is_taken_for_what_it_is()
    {
        _go.Answer("/debug/pprof/heap", "<html>please log in</html>");
        _go.ContentType = "text/html; charset=utf-8";

        var checkpoint = await FloorAsync(new GoDebug(_go.Url));

        checkpoint.Note.Should().Contain("answered with a web page");
        Said().Should().ContainSingle().Which.Should().Contain("go.headers");
    }

    [Fact]
    public async Task A_user_in_the_address_is_sent_as_credentials()
    {
        _go.Answer("/debug/pprof/heap", Heap);
        _go.Wanted = "Basic " + Convert.ToBase64String("ann:p w"u8);

        var checkpoint = await FloorAsync(
            new GoDebug(new UriBuilder(_go.Url) { UserName = "ann", Password = "p%20w" }.Uri)
        );

        checkpoint.LiveBytes.Should().Be(100);
    }

    [Fact]
    public async Task When_an_endpoint_is_back_the_gap_is_recorded()
    {
        _go.Answer("/debug/pprof/goroutine", Goroutines);
        using var debug = new GoDebug(_go.Url);
        await using var source = Samples(debug);
        await UntilAsync(source, () => Said().Any());

        _go.Answer("/debug/vars", Vars);
        await UntilAsync(source, () => _entries.OfType<RunEvent>().Any(e => e.Kind == RunEventKind.Gap));

        Events(RunEventKind.Gap).Should().ContainSingle().Which.Should().Contain("read again after").And.Contain("404");
    }

    [Fact]
    public async Task A_slow_endpoint_holds_up_nobody_is_read_less_often_and_that_is_said()
    {
        _go.Answer("/debug/vars", Vars);
        _go.Answer("/debug/pprof/goroutine", Goroutines);
        _go.Delay = TimeSpan.FromSeconds(1);
        using var debug = new GoDebug(_go.Url);
        await using var source = new GoSampleSource(_context, debug, Stats, new PollBudget(_context));

        var first = source.SampleAsync(CancellationToken.None).AsTask();
        await first.WaitAsync(TimeSpan.FromSeconds(30));
        Readings().Should().NotContain(r => r.Metric == "heap", "the sample did not wait for the answer");
        await UntilAsync(source, () => Events(RunEventKind.Note).Any());

        Events(RunEventKind.Note).Should().ContainSingle().Which.Should().Contain("a twentieth of the time");
    }

    [Fact]
    public async Task A_floor_is_the_heap_after_the_collection_and_its_text_stands_in_for_expvar()
    {
        _go.Answer("/debug/pprof/heap", Heap);

        var checkpoint = await FloorAsync(new GoDebug(_go.Url));

        checkpoint.Outcome.Should().Be(CheckpointOutcome.Completed);
        checkpoint.LiveBytes.Should().Be(100);
        Readings().Should().Contain([("allocated", 900), ("committed", 600)]);
    }

    [Theory]
    [InlineData(404, "", "answered 404")]
    [InlineData(500, "", "answered 500")]
    [InlineData(200, "heap profile: cut", "holds no memory statistics")]
    public async Task A_floor_that_cannot_be_read_is_no_floor_and_says_why(int status, string body, string words)
    {
        _go.Answer("/debug/pprof/heap", body, status);

        var checkpoint = await FloorAsync(new GoDebug(_go.Url));

        checkpoint.Outcome.Should().Be(CheckpointOutcome.Unreachable);
        checkpoint.Note.Should().Contain(words);
        Said().Should().ContainSingle().Which.Should().Contain(words).And.Contain("import _ \"net/http/pprof\"");
    }

    [Fact]
    public async Task An_answer_that_is_too_long_or_too_late_is_given_up_in_words()
    {
        _go.Answer("/debug/pprof/heap", new string('x', 3 << 20));
        var huge = await FloorAsync(new GoDebug(_go.Url, largest: 1 << 20));
        _go.Delay = TimeSpan.FromSeconds(30);
        var late = await FloorAsync(new GoDebug(_go.Url, within: TimeSpan.FromMilliseconds(200)));

        huge.Note.Should().Contain("longer than 1 MiB");
        late.Note.Should().Contain("no answer within 0.2 s");
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(200, "<html>no profile</html>")]
    [InlineData(200, "\u001f\u008bcut")]
    public async Task A_profile_that_is_none_is_not_kept_and_the_run_goes_on(int status, string body)
    {
        foreach (var path in new[] { "/debug/pprof/heap", "/debug/pprof/goroutine" })
            _go.Answers[path] = (status, Encoding.Latin1.GetBytes(body));
        using var debug = new GoDebug(_go.Url);

        var taken = await new GoProfileSnapshotter(_context, debug).TakeAsync("warm", CancellationToken.None);

        taken.IsComplete.Should().BeFalse();
        taken.Note.Should().NotBeEmpty();
        Said().Should().HaveCount(2).And.OnlyContain(s => s.Contains("cannot be kept", StringComparison.Ordinal));
        Directory.Exists(Path.Combine(_folder, "profiles")).Should().BeFalse();
    }

    [Fact]
    public async Task First_profiles_are_written_once_for_nobody_so_that_what_they_allocate_is_no_step_of_the_floor()
    {
        _go.Answer("/debug/pprof/heap", "<html>no profile</html>");
        using var debug = new GoDebug(_go.Url);

        await new GoProfileSnapshotter(_context, debug).PrimeAsync(CancellationToken.None);

        _go.Asked.Should().Equal("/debug/pprof/goroutine", "/debug/pprof/heap?gc=1");
        Directory.Exists(Path.Combine(_folder, "profiles")).Should().BeFalse();
        Said().Should().BeEmpty();
    }

    private async Task SampleAsync(int polls)
    {
        using var debug = new GoDebug(_go.Url);
        await using var source = Samples(debug);
        await UntilAsync(source, () => _entries.OfType<Reading>().Count(r => r.Metric == "poll") >= polls);
    }

    /// <summary>A source that polls without a pause.</summary>
    private GoSampleSource Samples(GoDebug debug) =>
        new(_context, debug, Stats, new PollBudget(_context, timesItsLength: 1));

    private async Task UntilAsync(GoSampleSource source, Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!Locked(condition) && watch.Elapsed < TimeSpan.FromSeconds(60))
        {
            await source.SampleAsync(CancellationToken.None);
            await Task.Delay(5);
        }

        Locked(condition).Should().BeTrue("it must come within a minute");
    }

    private bool Locked(Func<bool> condition)
    {
        lock (_entries)
            return condition();
    }

    private async Task<Checkpoint> FloorAsync(GoDebug debug)
    {
        using (debug)
            return await new GoFloorSource(_context, debug, Stats).TakeAsync(
                TimeSpan.FromSeconds(60),
                CancellationToken.None
            );
    }

    private IEnumerable<(string Metric, double Value)> Readings() =>
        Entries<Reading>().Select(r => (r.Metric, r.Value));

    private IEnumerable<string> Said() => Events(RunEventKind.Problem);

    private IEnumerable<string> Events(RunEventKind kind) =>
        Entries<RunEvent>().Where(e => e.Kind == kind).Select(e => e.Text);

    private T[] Entries<T>()
    {
        lock (_entries)
            return [.. _entries.OfType<T>()];
    }
}
