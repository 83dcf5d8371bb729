using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using SoakHarness.Collection.Cgroups;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Collection.Tests;

/// <summary>The sidecar beside a real target.</summary>
public sealed class SidecarTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-sidecar-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Checkpoints_read_a_floor_that_grows_by_what_leaked()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = Run.Start(zoo.Pid, _folder);
        await zoo.CallAsync("leak/static-dictionary?kb=1", 50);

        var before = (
            await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint)
        ).LiveBytes;
        await zoo.CallAsync("leak/static-dictionary?kb=10", 1000);
        var after = (
            await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint)
        ).LiveBytes;

        // A thousand arrays of 10,264 bytes and what holds them.
        (after - before)
            .Should()
            .BeInRange(10_200_000, 10_700_000);
    }

    [Fact]
    public async Task Everything_an_operator_would_watch_is_recorded()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = Run.Start(zoo.Pid, _folder);
        await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);

        string[] wanted =
        [
            "rss",
            "threads",
            "cpu",
            "handles",
            "sockets",
            "native-memory",
            "heap",
            "gen2",
            "loh",
            "poh",
            "gc-handles",
            "finalization-pending",
            "committed",
            "timers",
            "assemblies",
            "threadpool-queue",
            "allocated",
            "gc-count.gen2",
            "gc-pause",
            "fragmentation",
        ];
        await run.UntilAsync(() =>
            wanted.All(m => run.Entries.OfType<Reading>().Any(r => r.Metric == m && r.Source.Role == SourceRole.Target))
        );
        run.Entries.OfType<Reading>().Should().OnlyContain(r => double.IsFinite(r.Value) && r.Value >= 0);
        run.Entries.OfType<GarbageCollection>()
            .Should()
            .Contain(c => c.Generation == 2 && c.IsBlocking && c.IsInduced && c.PromotedBytes > 0);
    }

    [Fact]
    public async Task A_heap_snapshot_is_complete_and_names_the_static_field()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = Run.Start(zoo.Pid, _folder);
        await zoo.CallAsync("leak/static-dictionary?kb=1", 200);

        await run.AskAsync(new SidecarCommand(SidecarCommand.Snapshot, "warm"), SidecarEvent.Snapshot);

        await run.UntilAsync(() => run.Entries.OfType<SnapshotTaken>().Any(s => s.Format == "heap"));
        var taken = run.Entries.OfType<SnapshotTaken>().Single(s => s.Format == "heap");
        taken.IsComplete.Should().BeTrue(taken.Note);
        var snapshot = HeapSnapshotFile.Read(Path.Combine(_folder, taken.File));
        snapshot.TypeOf.Count(t => snapshot.Types[t] == "LeakZoo.Families.Order").Should().Be(200);
        snapshot.Roots.Should().Contain(r => r.Name == "LeakZoo.Families.References.s_orders in LeakZoo.dll");
    }

    [Fact]
    public async Task A_killed_target_does_not_hang_the_sidecar()
    {
        await using var zoo = await Zoo.StartAsync();
        var run = Run.Start(zoo.Pid, _folder);
        await run.UntilAsync(() => run.Entries.OfType<Reading>().Any());

        zoo.Kill();
        await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);

        run.Entries.OfType<Checkpoint>().Last().Outcome.Should().NotBe(CheckpointOutcome.Completed);
        await run.DisposeAsync();
    }

    [Fact]
    public async Task A_suspended_target_costs_one_checkpoint_and_is_watched_again_when_it_goes_on()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = Run.Start(zoo.Pid, _folder);
        await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);

        zoo.Signal("STOP");
        var suspended = await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);
        zoo.Signal("CONT");
        var awake = await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);

        suspended.LiveBytes.Should().BeNull();
        run.Entries.OfType<RunEvent>()
            .Should()
            .Contain(e => e.Kind == RunEventKind.Finding && e.Text.Contains("No GC came", StringComparison.Ordinal));
        awake.LiveBytes.Should().BePositive();
    }

    [Fact]
    public async Task A_target_without_diagnostics_is_watched_from_outside_and_that_is_said()
    {
        await using var zoo = await Zoo.StartAsync(("DOTNET_EnableDiagnostics", "0"));
        await using var run = Run.Start(zoo.Pid, _folder);

        await run.UntilAsync(() =>
            run.Entries.OfType<Reading>().Any(r => r.Metric == "rss" && r.Source.Role == SourceRole.Target)
            && run.Entries.OfType<RunEvent>().Any(e => e.Kind == RunEventKind.Problem)
        );

        run.Entries.OfType<RunEvent>()
            .Should()
            .Contain(e => e.Text.Contains("DOTNET_EnableDiagnostics", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "0")]
    [InlineData("1", "1")]
    public async Task Floors_are_read_with_workstation_and_server_gc_and_with_heaps_that_adapt(
        string server,
        string adapts
    )
    {
        await using var zoo = await Zoo.StartAsync(
            ("DOTNET_gcServer", server),
            ("DOTNET_GCDynamicAdaptationMode", adapts)
        );
        await using var run = Run.Start(zoo.Pid, _folder);

        await zoo.CallAsync("leak/static-dictionary?kb=1", 50);
        var before = (
            await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint)
        ).LiveBytes;
        await zoo.CallAsync("leak/static-dictionary?kb=10", 500);
        var after = (
            await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint)
        ).LiveBytes;

        // Five hundred arrays of 10,264 bytes and what holds them.
        (after - before)
            .Should()
            .BeInRange(5_100_000, 5_500_000);
        run.Entries.OfType<Checkpoint>()
            .Should()
            .OnlyContain(c => c.GenerationBytes.Count == 5 && c.GenerationBytes.Sum() >= c.LiveBytes * 0.9);
    }

    [Fact]
    public async Task The_memory_of_the_targets_cgroup_is_recorded_where_there_is_one()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = Run.Start(zoo.Pid, _folder);
        await run.UntilAsync(() => run.Last("rss") is not null && run.Last("cpu") is not null);
        var place = CgroupPlace.Find(
            "memory",
            File.ReadAllText($"/proc/{zoo.Pid}/cgroup"),
            File.ReadAllText("/proc/self/mountinfo")
        );
        var isThere = place is not null && File.Exists($"{place.Folders.First()}/{place.Version.Usage}");

        await run.UntilAsync(() => run.Last("cgroup-memory") is not null == isThere);
        if (isThere)
            run.Last("cgroup-working-set").Should().BeInRange(1, run.Last("cgroup-memory")!.Value * 1.5);
    }

    /// <summary>
    /// A sidecar in this process, with its streams in hand. It has no checkpoints of its own, so that a test decides
    /// when one comes.
    /// </summary>
    internal sealed class Run : IAsyncDisposable
    {
        private readonly Pipe _input = new();
        private readonly Pipe _output = new();
        private readonly StreamWriter _orders;
        private readonly StreamReader _answers;
        private readonly Sink _sink = new();
        private readonly Task _running;

        private Run(int pid, string folder)
        {
            _orders = new StreamWriter(_input.Writer.AsStream()) { AutoFlush = true };
            _answers = new StreamReader(_output.Reader.AsStream());
            var options = new SidecarOptions
            {
                Pid = pid,
                Recording = "",
                Folder = folder,
                Origin = Stopwatch.GetTimestamp(),
                Runtime = TargetRuntime.DotNet,
                Watch = new WatchSpec
                {
                    Every = TimeSpan.FromMilliseconds(200),
                    Checkpoint = new CheckpointSpec { Every = TimeSpan.FromHours(1), Within = TimeSpan.FromSeconds(4) },
                },
            };
            var output = new StreamWriter(_output.Writer.AsStream()) { AutoFlush = true };
            _running = Task.Run(() =>
                new Sidecar(
                    new SidecarContext(options, _sink, _ => { }),
                    new StreamReader(_input.Reader.AsStream()),
                    output
                ).RunAsync(CancellationToken.None)
            );
        }

        internal IReadOnlyCollection<Entry> Entries => _sink.Entries;

        internal static Run Start(int pid, string folder) => new(pid, folder);

        internal double? Last(string metric) =>
            Entries
                .OfType<Reading>()
                .LastOrDefault(r => r.Metric == metric && r.Source.Role == SourceRole.Target)
                ?.Value;

        internal double LastTime(string metric) =>
            Entries.OfType<Reading>().LastOrDefault(r => r.Metric == metric && r.Source.Role == SourceRole.Target)?.Time
            ?? double.NegativeInfinity;

        internal async Task<SidecarEvent> AskAsync(SidecarCommand command, string answer)
        {
            await _orders.WriteLineAsync(JsonSerializer.Serialize(command));
            while (await _answers.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
            {
                if (JsonSerializer.Deserialize<SidecarEvent>(line)! is var happened && happened.Event == answer)
                    return happened;
            }

            throw new InvalidOperationException("The sidecar ended.");
        }

        internal async Task UntilAsync(Func<bool> condition, string what = "what was waited for")
        {
            var watch = Stopwatch.StartNew();
            while (!condition() && watch.Elapsed < TimeSpan.FromSeconds(60))
                await Task.Delay(50);
            condition().Should().BeTrue($"{what} must come within a minute");
        }

        public async ValueTask DisposeAsync()
        {
            await _orders.WriteLineAsync(JsonSerializer.Serialize(new SidecarCommand(SidecarCommand.Stop)));
            await _running.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    private sealed class Sink : IRecordingSink
    {
        private readonly ConcurrentQueue<Entry> _entries = new();

        internal IReadOnlyCollection<Entry> Entries => _entries;

        public void Write(Entry entry) => _entries.Enqueue(entry);
    }
}
