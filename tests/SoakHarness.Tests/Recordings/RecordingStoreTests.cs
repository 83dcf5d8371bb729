using CsCheck;
using SoakHarness.Model.Recordings;
using SoakHarness.Recordings;

namespace SoakHarness.Tests.Recordings;

public sealed class RecordingStoreTests
{
    private static readonly Source Target = new(SourceRole.Target, "host", "app", 42);
    private static readonly Source Generator = new(SourceRole.Generator, "host", "soak", 43);

    [Fact]
    public async Task Everything_written_is_read_back_unchanged()
    {
        using var folder = new TemporaryFolder();
        Entry[] entries =
        [
            new Reading(Target, 1.0, "rss", 100),
            new Reading(Target, 2.0, "rss", 200.5),
            new Reading(Generator, 2.0, "rss", 7),
            new GarbageCollection(Target, 1.5)
            {
                Number = 3,
                Generation = 2,
                IsBlocking = true,
                IsInduced = true,
                Reason = "Induced",
                PauseMs = 2.5,
                PromotedBytes = 1000,
                HeapBytes = 1200,
            },
            new Checkpoint(Target, 1.6)
            {
                Outcome = CheckpointOutcome.Completed,
                LiveBytes = 1000,
                GenerationBytes = [1, 2, 3, 4, 5],
                PauseMs = 2.5,
                DurationMs = 30,
                Collections = 2,
                IsQuiesced = true,
                IsDrained = true,
                Note = "note",
            },
            new LoadWindow(Generator, 3)
            {
                Seconds = 1,
                Scenario = "s",
                Step = "add",
                IsWarmUp = true,
                Asked = 10,
                Sent = 9,
                Completed = 5,
                Failed = 2,
                TimedOut = 1,
                Cancelled = 1,
                Bytes = 77,
                Backlog = 1,
                InFlight = 3,
                Latency = new LatencyCounts([10, 2000, 1_000_000], [1, 2, 3], 3_004_010, 999_999),
                Errors = [new ErrorCount("refused", 2, "connection refused")],
            },
            new RunEvent(Target, 0.5, RunEventKind.Phase, "warm-up"),
            new SnapshotTaken(Target, 4)
            {
                File = "snapshots/warm.heap",
                Format = "heap",
                Label = "warm",
                Objects = 5,
                Bytes = 6,
                PauseMs = 7,
                IsComplete = true,
                Note = "",
            },
        ];

        await using (var store = RecordingStore.Open(folder.File("recording.db")))
        {
            foreach (var entry in entries)
                store.Write(entry);
        }

        var recording = RecordingReader.Read(folder.File("recording.db"));
        recording.Series.Should().HaveCount(2);
        recording.Series[0].Should().BeEquivalentTo(new Series(Target, "rss", [1, 2], [100, 200.5]));
        recording.Collections.Should().BeEquivalentTo([entries[3]], o => o.RespectingRuntimeTypes());
        recording.Checkpoints.Should().BeEquivalentTo([entries[4]], o => o.RespectingRuntimeTypes());
        recording.Load.Should().BeEquivalentTo([entries[5]], o => o.RespectingRuntimeTypes());
        recording.Events.Should().BeEquivalentTo([entries[6]], o => o.RespectingRuntimeTypes());
        recording.Snapshots.Should().BeEquivalentTo([entries[7]], o => o.RespectingRuntimeTypes());
    }

    [Fact]
    public async Task Two_writers_share_one_recording()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("recording.db");
        await using (var first = RecordingStore.Open(path))
        await using (var second = RecordingStore.Open(path))
        {
            for (var i = 0; i < 1000; i++)
            {
                first.Write(new Reading(Target, i, "rss", i));
                second.Write(new Reading(Target, i, "threads", i));
                second.Write(new Reading(Generator, i, "rss", i));
            }
        }

        RecordingReader.Read(path).Series.Should().HaveCount(3).And.OnlyContain(s => s.Times.Length == 1000);
    }

    [Fact]
    public async Task A_recording_can_be_read_while_it_is_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("recording.db");
        await using var store = RecordingStore.Open(path);
        store.Write(new Reading(Target, 1, "rss", 1));

        Recording read;
        var deadline = DateTime.UtcNow.AddSeconds(30);
        do
        {
            read = RecordingReader.Read(path);
        } while (read.Series.Count == 0 && DateTime.UtcNow < deadline);

        read.Series.Should().ContainSingle();
    }

    [Fact]
    public async Task A_recording_that_is_deleted_while_it_is_written_is_written_anew()
    {
        using var folder = new TemporaryFolder();
        var run = Directory.CreateDirectory(folder.File("run")).FullName;
        var path = Path.Combine(run, "recording.db");
        string reason;
        await using (var store = RecordingStore.Open(path))
        {
            store.Reserve(why => new RunEvent(Generator, 3, RunEventKind.CollectorExit, why));
            store.Write(new Reading(Target, 1.0, "rss", 100));
            while (RecordingReader.Read(path).Series.Count == 0)
                await Task.Delay(20);

            Directory.Delete(run, recursive: true);
            store.Write(new Reading(Target, 2.0, "rss", 200));
            reason = await store.Failure.WaitAsync(TimeSpan.FromSeconds(30));
        }

        reason.Should().Contain("was deleted while it was written");
        var recording = RecordingReader.Read(path);
        recording.Series.Should().ContainSingle().Which.Values.Should().Equal(100, 200);
        recording.Events.Should().ContainSingle().Which.Text.Should().Be(reason);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_with_advice()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("recording.db");
        await using (var store = RecordingStore.Open(path))
            store.Describe(new Dictionary<string, string> { ["schema"] = "999" });

        var reading = () => RecordingReader.Read(path);

        reading.Should().Throw<RecordingException>().WithMessage("*schema 999*Use a newer harness*");
    }

    [Fact]
    public void A_missing_recording_is_named()
    {
        var reading = () => RecordingReader.Read("no/such/recording.db");

        reading.Should().Throw<RecordingException>().WithMessage("*no/such/recording.db*");
    }

    [Fact]
    public void A_file_that_is_no_recording_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("recording.db"), new string('x', 5000));

        var reading = () => RecordingReader.Read(folder.File("recording.db"));

        reading.Should().Throw<RecordingException>().WithMessage("*is no readable recording*");
    }

    [Fact]
    public void Latencies_survive_their_encoding() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[1, int.MaxValue])
            .Array[0, 50]
            .Sample(buckets =>
            {
                var bounds = buckets.Select(b => b.Item1).Distinct().Order().ToArray();
                var counts = new LatencyCounts(bounds, [.. buckets.Take(bounds.Length).Select(b => b.Item2)], 12.5, 99);
                if (bounds.Length == 0)
                    counts = LatencyCounts.None;

                LatencyBlob.Decode(LatencyBlob.Encode(counts)).Should().BeEquivalentTo(counts);
            });
}
