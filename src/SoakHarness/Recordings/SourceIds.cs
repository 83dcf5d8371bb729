using Microsoft.Data.Sqlite;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Recordings;

/// <summary>Row ids of sources and series, shared with other processes that write to the same recording.</summary>
internal sealed class SourceIds(SqliteConnection connection)
{
    private readonly Dictionary<Source, long> _sources = [];
    private readonly Dictionary<(Source, string), long> _series = [];

    internal long Source(SqliteTransaction transaction, Source source)
    {
        if (_sources.TryGetValue(source, out var known))
            return known;
        using var command = Command(
            transaction,
            """
            INSERT OR IGNORE INTO source (role, host, process, pid, replica) VALUES ($role, $host, $process, $pid, $replica);
            SELECT id FROM source WHERE role = $role AND host = $host AND process = $process AND pid = $pid AND replica = $replica;
            """
        );
        command.Parameters.AddWithValue("$role", source.Role.ToString());
        command.Parameters.AddWithValue("$host", source.Host);
        command.Parameters.AddWithValue("$process", source.Process);
        command.Parameters.AddWithValue("$pid", source.Pid);
        command.Parameters.AddWithValue("$replica", source.Replica);
        return _sources[source] = (long)command.ExecuteScalar()!;
    }

    internal long Series(SqliteTransaction transaction, Source source, string metric)
    {
        if (_series.TryGetValue((source, metric), out var known))
            return known;
        using var command = Command(
            transaction,
            """
            INSERT OR IGNORE INTO series (source, metric) VALUES ($source, $metric);
            SELECT id FROM series WHERE source = $source AND metric = $metric;
            """
        );
        command.Parameters.AddWithValue("$source", Source(transaction, source));
        command.Parameters.AddWithValue("$metric", metric);
        return _series[(source, metric)] = (long)command.ExecuteScalar()!;
    }

    internal void Forget()
    {
        _sources.Clear();
        _series.Clear();
    }

    private SqliteCommand Command(SqliteTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
