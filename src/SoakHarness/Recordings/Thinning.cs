using Microsoft.Data.Sqlite;

namespace SoakHarness.Recordings;

/// <summary>
/// Thins what is older than a day: of the readings of each series in each 10 s the smallest and the largest stay, with
/// their own times; of equal ones the first and the last. Checkpoints, GCs, load windows and events are never touched.
/// It goes by the times of the readings, so that no clock matters, and in steps of a few milliseconds, each a
/// transaction of its own: commits wait for one step at most, and a kill leaves whole steps. Several writers of one
/// recording may all thin it: what is thin already stays as it is.
/// </summary>
internal sealed class Thinning : IDisposable
{
    /// <summary>Age from which readings are thinned.</summary>
    internal const long AfterMs = 24 * 3600 * 1000;

    /// <summary>Length within which two readings stay.</summary>
    internal const long KeptEveryMs = 10_000;

    private const long StretchMs = 60 * KeptEveryMs;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _delete;
    private readonly Queue<long> _series = new();
    private long _from;

    internal Thinning(SqliteConnection connection)
    {
        _connection = connection;
        _delete = connection.CreateCommand();
        _delete.CommandText = """
            DELETE FROM sample WHERE series = $series AND t >= $from AND t < $to AND t NOT IN (
                SELECT t FROM (
                    SELECT t, row_number() OVER (PARTITION BY t / $every ORDER BY value, t) AS smallest,
                        row_number() OVER (PARTITION BY t / $every ORDER BY value DESC, t DESC) AS largest
                    FROM sample WHERE series = $series AND t >= $from AND t < $to)
                WHERE smallest = 1 OR largest = 1)
            """;
        foreach (var name in (string[])["$series", "$from", "$to"])
            _delete.Parameters.Add(new SqliteParameter(name, null));
        _delete.Parameters.AddWithValue("$every", KeptEveryMs);
    }

    /// <summary>Does one step, if one is due: ten minutes of one series.</summary>
    /// <param name="newestMs">Time of the newest reading, in ms.</param>
    /// <returns>False when nothing is due.</returns>
    internal bool Step(long newestMs)
    {
        if (_series.Count == 0 && !Begin(newestMs))
            return false;
        _delete.Parameters["$series"].Value = _series.Peek();
        _delete.Parameters["$from"].Value = _from;
        _delete.Parameters["$to"].Value = _from + StretchMs;
        _delete.ExecuteNonQuery();
        _series.Dequeue();
        if (_series.Count == 0)
            _from += StretchMs;
        return true;
    }

    public void Dispose() => _delete.Dispose();

    private bool Begin(long newestMs)
    {
        if (_from + StretchMs > newestMs - AfterMs)
            return false;
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id FROM series";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            _series.Enqueue(reader.GetInt64(0));
        return _series.Count > 0;
    }
}
