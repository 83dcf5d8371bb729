using System.Diagnostics;
using SoakHarness.Collection.HeapReading;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests.HeapReading;

public sealed class StoppedSnapshotTests : IDisposable, IRecordingSink
{
    private const long Large = 150_000_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-stopped-").FullName;
    private readonly ZooSnapshots _snapshots = new();

    public void Dispose()
    {
        _snapshots.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    void IRecordingSink.Write(Entry entry) => Debug.Assert(entry is not null, "entries are not kept");

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    public async Task The_heap_of_the_stopped_process_is_that_of_the_events(string isServer)
    {
        await using var zoo = await Zoo.StartAsync(("DOTNET_gcServer", isServer));
        foreach (var leak in (string[])["static-dictionary", "linked-list", "closure", "event-handler", "weak-table"])
            await zoo.CallAsync($"leak/{leak}?kb=1", 50);

        var byEvents = await _snapshots.TakeAsync(zoo, SnapshotWay.Events);
        var stopped = await _snapshots.TakeAsync(zoo, SnapshotWay.Stopped);

        stopped.Source.Should().Be("process");
        var found = OfTheZoo(stopped);
        found.Should().Equal(OfTheZoo(byEvents));
        found.Should().HaveCountGreaterThan(5).And.ContainKey("LeakZoo.Families.Order");
    }

    [Fact]
    public async Task Of_a_large_heap_the_process_is_stopped_and_the_recording_says_so()
    {
        await using var zoo = await Zoo.StartAsync();

        var taken = await Snapshotter(zoo, new OwnHeapReader()).TakeAsync("x", CancellationToken.None);

        taken.IsComplete.Should().BeTrue();
        taken
            .Note.Should()
            .Be(
                "read from the memory of the process, which was stopped for it, because its events would take a buffer of 195 MB of its memory"
            );
        taken.PauseMs.Should().BePositive();
        taken.Objects.Should().Be(HeapSnapshotFile.Read(Path.Combine(_folder, taken.File)).Count);
    }

    [Fact]
    public async Task Where_the_process_cannot_be_stopped_events_are_taken_and_it_is_not_tried_again()
    {
        await using var zoo = await Zoo.StartAsync();
        var refused = new Refusing();
        var snapshotter = Snapshotter(zoo, refused);

        var first = await snapshotter.TakeAsync("x", CancellationToken.None);
        var second = await snapshotter.TakeAsync("y", CancellationToken.None);

        refused.Asked.Should().Be(1);
        new[] { first, second }.Should().OnlyContain(taken => taken.IsComplete && taken.Note.Length == 0);
        HeapSnapshotFile.ReadHead(Path.Combine(_folder, second.File)).Head.IsFromEvents.Should().BeTrue();
    }

    [Fact]
    public async Task A_process_with_very_many_threads_is_not_stopped_for_the_time_that_their_stacks_would_take()
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/thread?kb=1", 300);

        Ask(zoo.Pid)
            .Problem.Should()
            .MatchRegex("^it has 3[0-9][0-9] threads, and to read the stacks of more than 300");
    }

    [Fact]
    public void A_process_without_a_runtime_is_a_problem_and_runs_on()
    {
        using var shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "read -r line; exit 5"]) { RedirectStandardInput = true }
        )!;

        Ask(shell.Id).Problem.Should().Be("there is no CoreCLR in the process");
        shell.StandardInput.WriteLine();
        shell.WaitForExit();
        shell.ExitCode.Should().Be(5);
    }

    private HeapAnswer Ask(int pid) =>
        new OwnHeapReader().Read(
            new HeapQuestion
            {
                Pid = pid,
                Label = "x",
                File = Path.Combine(_folder, "x.heap"),
            }
        );

    private DotNetHeapSnapshotter Snapshotter(Zoo zoo, IHeapReader reader) =>
        new(
            new SidecarContext(
                new SidecarOptions
                {
                    Pid = zoo.Pid,
                    Recording = "",
                    Folder = _folder,
                    Origin = Stopwatch.GetTimestamp(),
                },
                this,
                _ => { }
            )
            {
                HeapReader = reader,
            },
            () => Large
        );

    /// <summary>Objects, bytes and references of each type of the application's that is not generic.</summary>
    private static SortedDictionary<string, (int Objects, long Bytes, int References)> OfTheZoo(HeapSnapshot heap)
    {
        var found = new SortedDictionary<string, (int Objects, long Bytes, int References)>(StringComparer.Ordinal);
        for (var node = 0; node < heap.Count; node++)
        {
            var type = heap.Types[heap.TypeOf[node]];
            if (!type.StartsWith("LeakZoo.", StringComparison.Ordinal) || type.Contains('<'))
                continue;
            var (objects, bytes, references) = found.GetValueOrDefault(type);
            var count = heap.EdgeStart[node + 1] - heap.EdgeStart[node];
            found[type] = (objects + 1, bytes + heap.SizeOf[node], references + count);
        }

        return found;
    }

    private sealed class Refusing : IHeapReader
    {
        internal int Asked { get; private set; }

        public HeapAnswer Read(HeapQuestion question)
        {
            Asked++;
            return new HeapAnswer { Problem = "the process may not be stopped: Operation not permitted" };
        }
    }
}
