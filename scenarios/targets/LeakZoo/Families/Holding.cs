using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace LeakZoo.Families;

/// <summary>
/// Handles of the operating system and of databases, and how long a method holds what it declares at its top.
/// </summary>
internal static class Holding
{
    private static readonly List<object> s_held = [];
    private static readonly Channel<int> s_work = Channel.CreateUnbounded<int>();
    private static readonly HttpClient s_client = new();
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

        // What a loop opens is disposed when the loop ends, and this one serves until the shutdown.
        _ = DisposeAfterLoopAsync();
        zoo.Pair("late-dispose", bytes => s_work.Writer.TryWrite(bytes), bytes => File.OpenRead("/dev/null").Dispose());

        // A response that is neither read to its end nor disposed keeps its connection.
        zoo.Pair("response-body", async bytes => Hold(await AskAsync()), async bytes => (await AskAsync()).Dispose());

        // `using` at the top of a method holds the lease until the method ends, and this one waits for the shutdown.
        zoo.Pair(
            "long-using",
            bytes =>
            {
                _ = HoldUntilShutdownAsync(bytes);
            },
            bytes => Work(bytes)
        );
    }

    private static async Task HoldUntilShutdownAsync(int bytes)
    {
        using var lease = new Lease(bytes);
        lease.Use();
        await s_shutdown.Task;
    }

    private static async Task DisposeAfterLoopAsync()
    {
        var opened = new List<FileStream>();
        await foreach (var _ in s_work.Reader.ReadAllAsync())
            opened.Add(File.OpenRead("/dev/null"));
        opened.ForEach(file => file.Dispose());
    }

    private static Task<HttpResponseMessage> AskAsync() =>
        s_client.GetAsync(
            new Uri($"{Environment.GetEnvironmentVariable("ASPNETCORE_URLS")}/health"),
            HttpCompletionOption.ResponseHeadersRead
        );

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
