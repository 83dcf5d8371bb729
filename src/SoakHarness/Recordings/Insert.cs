using Microsoft.Data.Sqlite;

namespace SoakHarness.Recordings;

/// <summary>One prepared INSERT with its parameters in column order.</summary>
internal sealed class Insert : IDisposable
{
    private readonly SqliteCommand _command;

    internal Insert(SqliteConnection connection, string into, int columns)
    {
        _command = connection.CreateCommand();
        var names = Enumerable.Range(0, columns).Select(i => $"$p{i}").ToArray();
        _command.CommandText = $"{into} VALUES ({string.Join(", ", names)})";
        foreach (var name in names)
            _command.Parameters.Add(new SqliteParameter(name, null));
    }

    internal void Run(SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        _command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
