using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Recordings;

/// <summary>
/// Writes entries into a recording. Lifecycle: <see cref="Open"/> starts one writer task; <see cref="Write"/> only
/// queues; the writer commits at least twice a second; <see cref="DisposeAsync"/> writes what is queued and closes the
/// file. Several processes may write to one recording. What is older than a day is thinned (<see cref="Thinning"/>).
/// When the disk fails (full, gone), or the file is deleted, <see cref="Failure"/> completes, later entries are counted
/// and dropped, and what was committed stays readable.
/// </summary>
public sealed class RecordingStore : IRecordingSink, IAsyncDisposable
{
    private const int QueueLength = 200_000;

    // Ten minutes of so many series come every half second: a recording of a thousand series is thinned faster than it
    // ages.
    private const int ThinnedPerCommit = 4;
    private static readonly TimeSpan CommitEvery = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Entry> _queue = Channel.CreateBounded<Entry>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    private readonly TaskCompletionSource<string> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _path;
    private readonly Secrets _secrets;
    private readonly SqliteConnection _connection;
    private readonly EntryWriter _entries;
    private readonly Thinning _thinning;
    private readonly Task _writer;
    private DiskReserve? _reserve;
    private Func<string, Entry>? _lastWords;
    private long _dropped;

    private RecordingStore(string path, SqliteConnection connection, Secrets secrets)
    {
        _path = path;
        _secrets = secrets;
        _connection = connection;
        _entries = new EntryWriter(connection);
        _thinning = new Thinning(connection);
        _writer = Task.Run(DrainAsync);
    }

    /// <summary>Completes with a message when the recording can no longer be written.</summary>
    public Task<string> Failure => _failure.Task;

    /// <summary>Entries that could not be kept, since the disk failed or the queue was full.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Opens a recording for writing; creates the file when missing.</summary>
    /// <param name="path">Path of <c>recording.db</c>; its folder exists.</param>
    /// <param name="secrets">What must not be written; nothing when null.</param>
    /// <exception cref="RecordingException">The file cannot be created or is no recording.</exception>
    public static RecordingStore Open(string path, Secrets? secrets = null)
    {
        var connection = RecordingConnection.OpenForWriting(path);
        return new RecordingStore(path, connection, secrets ?? Secrets.None);
    }

    /// <summary>
    /// Stores what the run is. Called once, by the process that owns the run, before the first entry.
    /// </summary>
    /// <param name="values">Values by key of the <c>meta</c> table.</param>
    public void Describe(IReadOnlyDictionary<string, string> values)
    {
        try
        {
            lock (_connection)
                MetaTable.Write(_connection, values);
        }
        catch (SqliteException failure)
        {
            Fail(failure);
        }
    }

    /// <summary>
    /// Keeps some space of the disk back, so that when the disk is full the recording can still be closed and say why
    /// it ends. Called by the process that owns the run.
    /// </summary>
    /// <param name="lastWords">The last entry, made of the reason.</param>
    public void Reserve(Func<string, Entry> lastWords)
    {
        _lastWords = lastWords;
        _reserve = DiskReserve.Take(_path + ".reserve");
    }

    /// <inheritdoc />
    public void Write(Entry entry)
    {
        if (_failure.Task.IsCompleted || !_queue.Writer.TryWrite(_secrets.Mask(entry)))
            Interlocked.Increment(ref _dropped);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
        _entries.Dispose();
        _thinning.Dispose();
        await _connection.DisposeAsync();
        _reserve?.Dispose();
        if (_lastWords is not null && Failure.IsCompleted)
            WriteLast(_lastWords(await Failure));
    }

    /// <summary>Now that there is space again; where there is none the message on the console has to do.</summary>
    private void WriteLast(Entry entry)
    {
        try
        {
            using var connection = RecordingConnection.OpenForWriting(_path);
            using var entries = new EntryWriter(connection);
            entries.Write([entry]);
        }
        catch (Exception still) when (still is SqliteException or RecordingException)
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private async Task DrainAsync()
    {
        var batch = new List<Entry>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var entry))
                batch.Add(entry);
            Commit(batch);
            batch.Clear();
            await Task.WhenAny(Task.Delay(CommitEvery), _queue.Reader.Completion);
        }
    }

    private void Commit(List<Entry> batch)
    {
        if (_failure.Task.IsCompleted)
        {
            Interlocked.Add(ref _dropped, batch.Count);
            return;
        }

        try
        {
            lock (_connection)
            {
                _entries.Write(batch);
                Thin();
                if (_lastWords is not null && !File.Exists(_path))
                    Rescue();
            }
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            Interlocked.Add(ref _dropped, batch.Count);
            Fail(failure);
        }
    }

    private void Thin()
    {
        for (var step = 0; step < ThinnedPerCommit; step++)
        {
            if (!_thinning.Step(_entries.NewestMs))
                return;
        }
    }

    /// <summary>
    /// The file was deleted, but the system keeps it while it is open: the owner of the run writes it anew.
    /// </summary>
    /// <exception cref="SqliteException">It cannot be written anew.</exception>
    private void Rescue()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        using var copy = _connection.CreateCommand();
        copy.CommandText = "VACUUM INTO $path";
        copy.Parameters.AddWithValue("$path", _path);
        copy.ExecuteNonQuery();
        _failure.TrySetResult(
            $"The recording {_path} was deleted while it was written; what was recorded until then was written anew and is judged."
        );
    }

    private void Fail(Exception failure)
    {
        _reserve?.Dispose();
        _failure.TrySetResult(
            $"The recording {_path} cannot be written any more: {failure.Message} "
                + "Free space on its disk, or choose another with --out; what was recorded so far is kept and judged."
        );
    }
}
