using System.Globalization;
using Microsoft.Data.Sqlite;
using SoakHarness.Model.History;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.History;

/// <summary>
/// <c>history.db</c>: what all runs of a folder came to. An index only: it follows the runs on disk and is made anew
/// whenever it is missing, damaged or of another version of the harness.
/// </summary>
internal sealed class HistoryIndex : IDisposable
{
    internal const string FileName = "history.db";

    private const string Create = """
        CREATE TABLE IF NOT EXISTS about (version TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS night (
            run TEXT PRIMARY KEY, stamp INTEGER NOT NULL, scenario TEXT NOT NULL, started_at TEXT NOT NULL, verdict TEXT NOT NULL,
            commit_sha TEXT NOT NULL, branch TEXT NOT NULL, build TEXT NOT NULL, leak_low REAL, leak REAL, leak_high REAL,
            per_request INTEGER NOT NULL, floor REAL, allocated REAL, p99_ms REAL);
        """;

    private readonly SqliteConnection _connection;

    private HistoryIndex(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the index of a folder, or an empty one in memory when the folder cannot be written to.</summary>
    /// <param name="directory">Folder of runs.</param>
    /// <param name="version">Version of the harness: another one judges anew.</param>
    internal static HistoryIndex Open(string directory, string version)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            return OpenFile(path, version);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is 11 or 26 or 1)
        {
            File.Delete(path);
            return OpenFile(path, version);
        }
        catch (SqliteException)
        {
            return OpenFile(":memory:", version);
        }
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>When the recordings of the runs in the index were last written, in ticks, by run.</summary>
    internal Dictionary<string, long> Stamps()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT run, stamp FROM night";
        using var reader = command.ExecuteReader();
        var stamps = new Dictionary<string, long>();
        while (reader.Read())
            stamps[reader.GetString(0)] = reader.GetInt64(1);
        return stamps;
    }

    internal void Remove(string run) => Execute("DELETE FROM night WHERE run = $run", ("$run", run));

    internal void Put(Night night, long stamp) =>
        Execute(
            "INSERT OR REPLACE INTO night VALUES ($run, $stamp, $scenario, $start, $verdict, $commit, $branch, $build, $low, $leak, $high, $per, $floor, $allocated, $p99)",
            ("$run", night.Run),
            ("$stamp", stamp),
            ("$scenario", night.Scenario),
            ("$start", night.StartedAt.ToString("O", CultureInfo.InvariantCulture)),
            ("$verdict", night.Verdict.ToString()),
            ("$commit", night.Commit),
            ("$branch", night.Branch),
            ("$build", night.Build),
            ("$low", night.Leak?.Low),
            ("$leak", night.Leak?.Estimate),
            ("$high", night.Leak?.High),
            ("$per", night.IsPerRequest),
            ("$floor", night.Floor),
            ("$allocated", night.Allocated),
            ("$p99", night.P99Ms)
        );

    internal IReadOnlyList<Night> Nights()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT * FROM night ORDER BY started_at, run";
        using var reader = command.ExecuteReader();
        var nights = new List<Night>();
        while (reader.Read())
            nights.Add(Read(reader));
        return nights;
    }

    private static Night Read(SqliteDataReader r) =>
        new()
        {
            Run = r.GetString(0),
            Scenario = r.GetString(2),
            StartedAt = DateTimeOffset.Parse(r.GetString(3), CultureInfo.InvariantCulture),
            Verdict = Enum.Parse<Verdict>(r.GetString(4)),
            Commit = r.GetString(5),
            Branch = r.GetString(6),
            Build = r.GetString(7),
            Leak = r.IsDBNull(9) ? null : new Interval(r.GetDouble(8), r.GetDouble(9), r.GetDouble(10)),
            IsPerRequest = r.GetBoolean(11),
            Floor = r.IsDBNull(12) ? null : r.GetDouble(12),
            Allocated = r.IsDBNull(13) ? null : r.GetDouble(13),
            P99Ms = r.IsDBNull(14) ? null : r.GetDouble(14),
        };

    private static HistoryIndex OpenFile(string path, string version)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()
        );
        try
        {
            connection.Open();
            var index = new HistoryIndex(connection);
            index.Execute(Create);
            index.Adopt(version);
            return index;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Adopt(string version)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT version FROM about";
        if (command.ExecuteScalar() as string == version)
            return;
        Execute("DELETE FROM night; DELETE FROM about");
        Execute("INSERT INTO about VALUES ($version)", ("$version", version));
    }

    private void Execute(string sql, params (string Name, object? Value)[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}
