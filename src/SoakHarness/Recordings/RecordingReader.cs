using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Recordings;

/// <summary>Reads a recording back, whole.</summary>
public static class RecordingReader
{
    /// <summary>Reads a recording. It may still be written to, or have been left behind by killed processes.</summary>
    /// <param name="path">Path of <c>recording.db</c>.</param>
    /// <exception cref="RecordingException">The file is missing, damaged, or of a newer version.</exception>
    public static Recording Read(string path)
    {
        using var connection = RecordingConnection.OpenForReading(path);
        try
        {
            // One read transaction: all tables as of one moment, also while somebody writes.
            using var moment = connection.BeginTransaction(deferred: true);
            var sources = Sources(connection);
            return new Recording
            {
                Identity = Identity(MetaTable.Read(connection), path),
                Series = Series(connection, sources),
                Collections = Collections(connection, sources),
                Checkpoints = Checkpoints(connection, sources),
                Load = CoarseDurations.Of(Windows(connection, sources)),
                Events = Rows(
                    connection,
                    "SELECT source, t, kind, text FROM event ORDER BY t, rowid",
                    r => new RunEvent(
                        sources[r.GetInt64(0)],
                        r.GetDouble(1),
                        Enum.Parse<RunEventKind>(r.GetString(2)),
                        r.GetString(3)
                    )
                ),
                Snapshots = Snapshots(connection, sources),
            };
        }
        catch (SqliteException failure)
        {
            throw new RecordingException($"{path} is damaged: {failure.Message}", failure);
        }
    }

    /// <summary>Reads the values of the <c>meta</c> table.</summary>
    /// <param name="path">Path of <c>recording.db</c>.</param>
    /// <exception cref="RecordingException">The file is missing, damaged, or of a newer version.</exception>
    public static IReadOnlyDictionary<string, string> ReadMeta(string path)
    {
        using var connection = RecordingConnection.OpenForReading(path);
        return MetaTable.Read(connection);
    }

    private static RunIdentity Identity(Dictionary<string, string> meta, string path) =>
        new()
        {
            RunId = meta.GetValueOrDefault("run-id", Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!),
            Scenario = meta.GetValueOrDefault("scenario", ""),
            StartedAt = meta.TryGetValue("started-at", out var text)
                ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
                : DateTimeOffset.UnixEpoch,
            HarnessVersion = meta.GetValueOrDefault("harness-version", ""),
            Facts = meta.Where(pair => pair.Key.StartsWith(RunDescription.FactPrefix, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[RunDescription.FactPrefix.Length..], pair => pair.Value),
        };

    private static Dictionary<long, Source> Sources(SqliteConnection connection) =>
        Rows(
                connection,
                "SELECT id, role, host, process, pid, replica FROM source",
                r =>
                    (
                        Id: r.GetInt64(0),
                        Source: new Source(
                            Enum.Parse<SourceRole>(r.GetString(1)),
                            r.GetString(2),
                            r.GetString(3),
                            r.GetInt32(4),
                            r.GetInt32(5)
                        )
                    )
            )
            .ToDictionary(row => row.Id, row => row.Source);

    private static List<Series> Series(SqliteConnection connection, Dictionary<long, Source> sources)
    {
        var keys = Rows(
            connection,
            "SELECT id, source, metric FROM series ORDER BY id",
            r => (Id: r.GetInt64(0), Source: sources[r.GetInt64(1)], Metric: r.GetString(2))
        );
        var times = new List<double>();
        var values = new List<double>();
        var all = new List<Series>();
        foreach (var (id, source, metric) in keys)
        {
            times.Clear();
            values.Clear();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT t, value FROM sample WHERE series = $id ORDER BY t";
            command.Parameters.AddWithValue("$id", id);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                times.Add(reader.GetInt64(0) / 1000.0);
                values.Add(reader.GetDouble(1));
            }

            // What is sampled together shares one clock.
            var clock = all.Count > 0 && times.SequenceEqual(all[^1].Times) ? all[^1].Times : [.. times];
            all.Add(new Series(source, metric, clock, [.. values]));
        }

        return all;
    }

    private static List<GarbageCollection> Collections(SqliteConnection connection, Dictionary<long, Source> sources) =>
        Rows(
            connection,
            """
            SELECT source, t, number, generation, blocking, induced, reason, pause_ms, promoted, heap FROM gc ORDER BY t, rowid
            """,
            r => new GarbageCollection(sources[r.GetInt64(0)], r.GetDouble(1))
            {
                Number = r.GetInt64(2),
                Generation = r.GetInt32(3),
                IsBlocking = r.GetBoolean(4),
                IsInduced = r.GetBoolean(5),
                Reason = r.GetString(6),
                PauseMs = r.GetDouble(7),
                PromotedBytes = r.GetInt64(8),
                HeapBytes = r.GetInt64(9),
            }
        );

    private static List<Checkpoint> Checkpoints(SqliteConnection connection, Dictionary<long, Source> sources) =>
        Rows(
            connection,
            """
            SELECT source, t, outcome, live, generations, pause_ms, duration_ms, collections, quiesced, drained, note
            FROM checkpoint ORDER BY t, rowid
            """,
            r => new Checkpoint(sources[r.GetInt64(0)], r.GetDouble(1))
            {
                Outcome = Enum.Parse<CheckpointOutcome>(r.GetString(2)),
                LiveBytes = r.GetInt64(3),
                GenerationBytes = JsonSerializer.Deserialize<long[]>(r.GetString(4)) ?? [],
                PauseMs = r.GetDouble(5),
                DurationMs = r.GetDouble(6),
                Collections = r.GetInt32(7),
                IsQuiesced = r.GetBoolean(8),
                IsDrained = r.GetBoolean(9),
                Note = r.GetString(10),
            }
        );

    private static IEnumerable<LoadWindow> Windows(SqliteConnection connection, Dictionary<long, Source> sources) =>
        Stream(
            connection,
            """
            SELECT source, t, seconds, scenario, step, warm_up, asked, sent, completed, failed, timed_out, cancelled, bytes,
                   backlog, in_flight, latency, service_time, lateness, errors
            FROM load_window ORDER BY t, rowid
            """,
            r => new LoadWindow(sources[r.GetInt64(0)], r.GetDouble(1))
            {
                Seconds = r.GetDouble(2),
                // The same few names in every row of a day.
                Scenario = string.Intern(r.GetString(3)),
                Step = string.Intern(r.GetString(4)),
                IsWarmUp = r.GetBoolean(5),
                Asked = r.GetInt64(6),
                Sent = r.GetInt64(7),
                Completed = r.GetInt64(8),
                Failed = r.GetInt64(9),
                TimedOut = r.GetInt64(10),
                Cancelled = r.GetInt64(11),
                Bytes = r.GetInt64(12),
                Backlog = r.GetInt64(13),
                InFlight = r.GetInt64(14),
                Latency = LatencyBlob.Decode(r.IsDBNull(15) ? null : (byte[])r[15]),
                ServiceTime = LatencyBlob.Decode(r.IsDBNull(16) ? null : (byte[])r[16]),
                Lateness = LatencyBlob.Decode(r.IsDBNull(17) ? null : (byte[])r[17]),
                Errors = r.IsDBNull(18) ? [] : JsonSerializer.Deserialize<ErrorCount[]>(r.GetString(18)) ?? [],
            }
        );

    private static List<SnapshotTaken> Snapshots(SqliteConnection connection, Dictionary<long, Source> sources) =>
        Rows(
            connection,
            """
            SELECT source, t, file, format, label, objects, bytes, pause_ms, complete, note FROM snapshot ORDER BY t, rowid
            """,
            r => new SnapshotTaken(sources[r.GetInt64(0)], r.GetDouble(1))
            {
                File = r.GetString(2),
                Format = r.GetString(3),
                Label = r.GetString(4),
                Objects = r.GetInt64(5),
                Bytes = r.GetInt64(6),
                PauseMs = r.GetDouble(7),
                IsComplete = r.GetBoolean(8),
                Note = r.GetString(9),
            }
        );

    private static List<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read) =>
        [.. Stream(connection, sql, read)];

    private static IEnumerable<T> Stream<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }
}
