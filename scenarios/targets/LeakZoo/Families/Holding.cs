using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using Microsoft.Data.Sqlite;

namespace LeakZoo.Families;

/// <summary>Handles of the operating system and of databases, and how long a method holds what it declares at its top.</summary>
internal static class Holding
{
    private static readonly List<object> s_held = [];
    private static readonly TaskCompletionSource s_shutdown = new();
    private static readonly string s_database = Path.Combine(Path.GetTempPath(), $"leakzoo-{Environment.ProcessId}.db");

    internal static void Add(Zoo zoo)
    {
        // A mapped file stays mapped, and its file open.
        zoo.Pair("mapped-file", bytes => Hold(Map(bytes)), bytes => Map(bytes).Dispose());

        // A connection that is not closed keeps the database file open.
        zoo.Pair("sqlite-connection", bytes => Hold(Connect()), bytes => Connect().Dispose());

        // A Process object holds what it has read about the process.
        zoo.Pair("process-object", bytes => Hold(Inspect()), bytes => Inspect().Dispose());

        // `using` at the top of a method holds the lease until the method ends, and this one waits for the shutdown.
        zoo.Pair("long-using", bytes => { _ = HoldUntilShutdownAsync(bytes); }, bytes => Work(bytes));
    }

    private static async Task HoldUntilShutdownAsync(int bytes)
    {
        using var lease = new Lease(bytes);
        lease.Use();
        await s_shutdown.Task;
    }

    private static void Work(int bytes)
    {
        using (var lease = new Lease(bytes))
            lease.Use();
    }

    private static void Hold(object resource)
    {
        lock (s_held)
            s_held.Add(resource);
    }

    private static MemoryMappedFile Map(int bytes)
    {
        var file = MemoryMappedFile.CreateNew(null, bytes);
        using var view = file.CreateViewAccessor();
        for (var at = 0; at < bytes; at += 4096)
            view.Write(at, (byte)1);
        return file;
    }

    private static SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={s_database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_master";
        command.ExecuteScalar();
        return connection;
    }

    private static Process Inspect()
    {
        var process = Process.GetCurrentProcess();
        _ = process.WorkingSet64;
        return process;
    }
}
