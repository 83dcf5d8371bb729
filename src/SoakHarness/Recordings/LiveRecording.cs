using Microsoft.Data.Sqlite;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Recordings;

/// <summary>
/// Reads a recording while it is written: each <see cref="Read"/> takes only what is new. It keeps what a picture of
/// the run needs: the chosen metrics of the target, floors, full GCs, the load as a whole, events. It never holds a
/// lock that a writer waits for. Not for several threads.
/// </summary>
public sealed class LiveRecording : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly HashSet<string> _metrics;
    private readonly RunIdentity _identity;
    private readonly Dictionary<long, Source> _sources = [];
    private readonly SortedDictionary<long, LiveSeries> _series = [];
    private readonly Dictionary<string, long> _seen = [];
    private readonly LiveWindows _windows = new();
    private readonly List<Checkpoint> _checkpoints = [];
    private readonly List<GarbageCollection> _collections = [];
    private readonly List<RunEvent> _events = [];

    private LiveRecording(SqliteConnection connection, RunIdentity identity, IEnumerable<string> metrics) =>
        (_connection, _identity, _metrics) = (connection, identity, [.. metrics]);

    /// <summary>Opens a recording.</summary>
    /// <param name="path">Path of <c>recording.db</c>.</param>
    /// <param name="metrics">Metrics to keep.</param>
    /// <exception cref="RecordingException">The file is missing or damaged.</exception>
    public static LiveRecording Open(string path, IEnumerable<string> metrics)
    {
        var identity = new RunIdentity
        {
            RunId = Path.GetFileName(Path.GetDirectoryName(path)!),
            Scenario = "",
            StartedAt = default,
        };
        return new LiveRecording(RecordingConnection.OpenForReading(path), identity, metrics);
    }

    /// <summary>Takes what is new and returns all that is known.</summary>
    /// <exception cref="RecordingException">The file cannot be read now; what was known stays, and the next call tries
    /// again.</exception>
    public Recording Read()
    {
        try
        {
            ReadNew();
        }
        catch (SqliteException failure)
        {
            throw new RecordingException($"The recording cannot be read now: {failure.Message}", failure);
        }

        return new Recording
        {
            Identity = _identity,
            Series =
            [
                .. _series
                    .Values.Where(s => s.Times.Count > 0)
                    .Select(s => new Series(s.Source, s.Metric, [.. s.Times], [.. s.Values])),
            ],
            Checkpoints = [.. _checkpoints],
            Collections = [.. _collections],
            Load = _windows.All,
            Events = [.. _events],
        };
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private void ReadNew()
    {
        Each(
            "SELECT id, role, host, process, pid, replica FROM source WHERE id > $after",
            "source",
            r =>
                _sources[r.GetInt64(0)] = new Source(
                    Enum.Parse<SourceRole>(r.GetString(1)),
                    r.GetString(2),
                    r.GetString(3),
                    r.GetInt32(4),
                    r.GetInt32(5)
                )
        );
        Each(
            "SELECT id, source, metric FROM series WHERE id > $after",
            "series",
            r =>
            {
                if (
                    _metrics.Contains(r.GetString(2))
                    && _sources.GetValueOrDefault(r.GetInt64(1)) is { Role: SourceRole.Target } source
                )
                    _series[r.GetInt64(0)] = new LiveSeries(source, r.GetString(2));
            }
        );
        foreach (var (id, series) in _series)
            Each(
                $"SELECT t, value FROM sample WHERE series = {id} AND t > $after ORDER BY t",
                $"sample {id}",
                r => series.Add(r.GetInt64(0) / 1000.0, r.GetDouble(1))
            );
        Each(
            "SELECT rowid, source, t, outcome, live, drained FROM checkpoint WHERE rowid > $after ORDER BY rowid",
            "checkpoint",
            r =>
                _checkpoints.Add(
                    new Checkpoint(_sources[r.GetInt64(1)], r.GetDouble(2))
                    {
                        Outcome = Enum.Parse<CheckpointOutcome>(r.GetString(3)),
                        LiveBytes = r.GetInt64(4),
                        IsDrained = r.GetBoolean(5),
                    }
                )
        );
        Each(
            "SELECT rowid, source, t, number, induced FROM gc WHERE rowid > $after AND generation = 2 ORDER BY rowid",
            "gc",
            r =>
                _collections.Add(
                    new GarbageCollection(_sources[r.GetInt64(1)], r.GetDouble(2))
                    {
                        Number = r.GetInt64(3),
                        Generation = 2,
                        IsInduced = r.GetBoolean(4),
                    }
                )
        );
        Each(
            "SELECT rowid, source, t, kind, text FROM event WHERE rowid > $after ORDER BY rowid",
            "event",
            r =>
                _events.Add(
                    new RunEvent(
                        _sources[r.GetInt64(1)],
                        r.GetDouble(2),
                        Enum.Parse<RunEventKind>(r.GetString(3)),
                        r.GetString(4)
                    )
                )
        );
        Each(
            """
            SELECT rowid, source, t, seconds, scenario, asked, completed, failed, timed_out, latency FROM load_window
            WHERE rowid > $after AND step = '' ORDER BY rowid
            """,
            "load_window",
            r =>
                _windows.Add(
                    new LoadWindow(_sources[r.GetInt64(1)], r.GetDouble(2))
                    {
                        Seconds = r.GetDouble(3),
                        Scenario = r.GetString(4),
                        Step = "",
                        Asked = r.GetInt64(5),
                        Completed = r.GetInt64(6),
                        Failed = r.GetInt64(7),
                        TimedOut = r.GetInt64(8),
                        Latency = LatencyBlob.Decode(r.IsDBNull(9) ? null : (byte[])r[9]),
                    }
                )
        );
    }

    /// <summary>Rows whose first column is above the largest seen.</summary>
    private void Each(string sql, string name, Action<SqliteDataReader> take)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$after", _seen.GetValueOrDefault(name, -1));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            take(reader);
            _seen[name] = reader.GetInt64(0);
        }
    }
}
