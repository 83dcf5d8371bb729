using CsCheck;
using Microsoft.Data.Sqlite;
using SoakHarness.Model.Recordings;
using SoakHarness.Recordings;

namespace SoakHarness.Tests.Recordings;

public sealed class ThinningTests
{
    private const int Hour = 3600;
    private const int Day = 24 * Hour;
    private static readonly Source Target = new(SourceRole.Target, "host", "app", 42);

    [Fact]
    public async Task Of_what_is_older_than_a_day_the_extremes_of_each_ten_seconds_stay_and_checkpoints_all_stay()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("recording.db");
        var written = Enumerable
            .Range(0, Day + Hour)
            .Select(second => (Time: (double)second, Value: second * 7919 % 1000.0))
            .ToArray();
        await using (var store = RecordingStore.Open(path))
        {
            foreach (var (time, value) in written)
                store.Write(new Reading(Target, time, "rss", value));
            for (var second = 0; second < Day; second += 5)
                store.Write(
                    new Checkpoint(Target, second) { Outcome = CheckpointOutcome.Completed, LiveBytes = second }
                );
        }

        Thin(path, Day + Hour);

        var recording = RecordingReader.Read(path);
        recording.Checkpoints.Should().HaveCount(Day / 5);
        var kept = recording.Series.Single();
        var old = kept.Times.Zip(kept.Values).Where(p => p.First < Hour - 600).ToArray();
        var expected = written
            .TakeWhile(p => p.Time < Hour - 600)
            .GroupBy(p => (int)p.Time / 10)
            .SelectMany(tens =>
                tens.Where(p => p.Value == tens.Min(q => q.Value) || p.Value == tens.Max(q => q.Value))
            );
        old.Should().Equal(expected.Select(p => (p.Time, p.Value)));
        kept.Times.Count(t => t >= Hour).Should().Be(Day, "what is younger stays whole");
    }

    [Fact]
    public void Thinning_twice_changes_nothing_and_no_extreme_is_ever_lost() =>
        Gen.Select(Gen.Int[0, 1_200_000], Gen.Double[-1e9, 1e9])
            .Array[1, 200]
            .Sample(
                drawn =>
                {
                    using var folder = new TemporaryFolder();
                    var path = folder.File("recording.db");
                    Fill(path, drawn);
                    Thin(path, 2 * Day);
                    var once = Stored(path);
                    Thin(path, 2 * Day);

                    Stored(path).Should().Equal(once);
                    foreach (var tens in drawn.DistinctBy(d => d.Item1).GroupBy(d => d.Item1 / 10_000))
                    {
                        var kept = once.Where(p => p.Time / 10_000 == tens.Key).Select(p => p.Value).ToArray();
                        kept.Length.Should().BeInRange(1, 2);
                        kept.Min().Should().Be(tens.Min(d => d.Item2));
                        kept.Max().Should().Be(tens.Max(d => d.Item2));
                    }
                },
                iter: 30
            );

    [Fact]
    public async Task A_sample_takes_at_most_60_bytes_on_disk()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("recording.db");
        const int seconds = 1800;
        const int metrics = 30;
        await using (var store = RecordingStore.Open(path))
        {
            // Written as a run does: all series of a second one after the other, committed in batches.
            for (var second = 0; second < seconds; second++)
            {
                for (var metric = 0; metric < metrics; metric++)
                    store.Write(
                        new Reading(
                            Target,
                            second + 0.001 * metric,
                            $"metric-{metric}",
                            1e8 + Math.Sin(second * metric)
                        )
                    );
                if (second % 30 == 0)
                    await Task.Delay(5);
            }
        }

        var bytes = Directory
            .GetFiles(Path.GetDirectoryName(path)!, "recording.db*")
            .Sum(file => new FileInfo(file).Length);
        (bytes / (double)(seconds * metrics)).Should().BeLessThanOrEqualTo(60);
    }

    private static void Thin(string path, long newestSeconds)
    {
        using var connection = RecordingConnection.OpenForWriting(path);
        using var thinning = new Thinning(connection);
        while (thinning.Step(newestSeconds * 1000))
            continue;
    }

    private static void Fill(string path, (int Time, double Value)[] drawn)
    {
        using var connection = RecordingConnection.OpenForWriting(path);
        using var entries = new EntryWriter(connection);
        entries.Write([
            .. drawn.DistinctBy(d => d.Time).Select(d => new Reading(Target, d.Time / 1000.0, "rss", d.Value)),
        ]);
    }

    private static List<(long Time, double Value)> Stored(string path)
    {
        using var connection = RecordingConnection.OpenForReading(path);
        using var command = new SqliteCommand("SELECT t, value FROM sample ORDER BY t", connection);
        using var reader = command.ExecuteReader();
        var rows = new List<(long, double)>();
        while (reader.Read())
            rows.Add((reader.GetInt64(0), reader.GetDouble(1)));
        return rows;
    }
}
