using Microsoft.Data.Sqlite;

namespace SoakHarness.Recordings;

/// <summary>Reads and writes the <c>meta</c> table: what a run was, by key.</summary>
internal static class MetaTable
{
    internal static void Write(SqliteConnection connection, IReadOnlyDictionary<string, string> values)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT OR REPLACE INTO meta VALUES ($key, $value)";
        var key = command.Parameters.Add("$key", SqliteType.Text);
        var value = command.Parameters.Add("$value", SqliteType.Text);
        foreach (var pair in values)
        {
            key.Value = pair.Key;
            value.Value = pair.Value;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    internal static Dictionary<string, string> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key, value FROM meta";
        using var reader = command.ExecuteReader();
        var values = new Dictionary<string, string>();
        while (reader.Read())
            values[reader.GetString(0)] = reader.GetString(1);
        return values;
    }
}
