using Microsoft.Data.Sqlite;

namespace SoakHarness.Recordings;

/// <summary>Opens the SQLite file of a recording.</summary>
internal static class RecordingConnection
{
    /// <exception cref="RecordingException">The file cannot be created, or is no recording of a known
    /// version.</exception>
    internal static SqliteConnection OpenForWriting(string path)
    {
        try
        {
            var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 10000;");
            Execute(connection, RecordingSchema.Create);
            Execute(connection, $"INSERT OR IGNORE INTO meta VALUES ('schema', '{RecordingSchema.Version}');");
            CheckVersion(connection, path);
            return connection;
        }
        catch (SqliteException failure)
        {
            throw new RecordingException($"Cannot write the recording {path}: {failure.Message}", failure);
        }
    }

    /// <exception cref="RecordingException">The file is missing, damaged, or of a newer version.</exception>
    internal static SqliteConnection OpenForReading(string path)
    {
        if (!File.Exists(path))
            throw new RecordingException(
                $"There is no recording at {path}. Name a run's folder, e.g. reports/<run-id>."
            );
        try
        {
            // Read-write, so that a journal left behind by a killed process is taken in.
            var mode = CanWriteBeside(path) ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly;
            var connection = Open(path, mode);
            CheckVersion(connection, path);
            return connection;
        }
        catch (SqliteException failure)
        {
            throw new RecordingException($"{path} is no readable recording: {failure.Message}", failure);
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 30,
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool CanWriteBeside(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void CheckVersion(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE key = 'schema'";
        var version = command.ExecuteScalar() as string;
        if (!int.TryParse(version, out var number) || number is < 1 or > RecordingSchema.Version)
        {
            throw new RecordingException(
                $"{path} has recording schema {version ?? "none"}; this version of the harness "
                    + $"reads schema 1 to {RecordingSchema.Version}. Use a newer harness."
            );
        }
    }
}
