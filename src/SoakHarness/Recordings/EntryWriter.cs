using System.Text.Json;
using Microsoft.Data.Sqlite;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Recordings;

/// <summary>Turns entries into rows, one transaction per batch.</summary>
internal sealed class EntryWriter(SqliteConnection connection) : IDisposable
{
    private readonly Insert _sample = new(connection, "INSERT OR REPLACE INTO sample", 3);
    private readonly Insert _gc = new(connection, "INSERT INTO gc", 10);
    private readonly Insert _checkpoint = new(connection, "INSERT INTO checkpoint", 11);
    private readonly Insert _window = new(connection, "INSERT INTO load_window", 19);
    private readonly Insert _event = new(connection, "INSERT INTO event", 4);
    private readonly Insert _snapshot = new(connection, "INSERT INTO snapshot", 10);
    private readonly SourceIds _sources = new(connection);

    /// <summary>Time of the newest reading written, in ms since the run's origin; 0 before the first.</summary>
    internal long NewestMs { get; private set; }

    /// <exception cref="SqliteException">The disk is full, or the file is gone.</exception>
    internal void Write(IReadOnlyList<Entry> batch)
    {
        using var transaction = connection.BeginTransaction();
        try
        {
            foreach (var entry in batch)
                Write(transaction, entry);
            transaction.Commit();
        }
        catch (SqliteException)
        {
            // Ids handed out in this transaction are gone with it.
            _sources.Forget();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var insert in (Insert[])[_sample, _gc, _checkpoint, _window, _event, _snapshot])
            insert.Dispose();
    }

    private void Write(SqliteTransaction transaction, Entry entry)
    {
        switch (entry)
        {
            case Reading reading:
                var time = (long)Math.Round(reading.Time * 1000);
                _sample.Run(
                    transaction,
                    _sources.Series(transaction, reading.Source, reading.Metric),
                    time,
                    reading.Value
                );
                NewestMs = Math.Max(NewestMs, time);
                break;
            case GarbageCollection gc:
                Write(transaction, gc);
                break;
            case Checkpoint checkpoint:
                Write(transaction, checkpoint);
                break;
            case LoadWindow window:
                Write(transaction, window);
                break;
            case RunEvent happened:
                _event.Run(
                    transaction,
                    Id(transaction, happened),
                    happened.Time,
                    happened.Kind.ToString(),
                    happened.Text
                );
                break;
            case SnapshotTaken snapshot:
                _snapshot.Run(
                    transaction,
                    Id(transaction, snapshot),
                    snapshot.Time,
                    snapshot.File,
                    snapshot.Format,
                    snapshot.Label,
                    snapshot.Objects,
                    snapshot.Bytes,
                    snapshot.PauseMs,
                    snapshot.IsComplete,
                    snapshot.Note
                );
                break;
            default:
                throw new ArgumentException($"No table for entries of type {entry.GetType().Name}.", nameof(entry));
        }
    }

    private void Write(SqliteTransaction transaction, GarbageCollection gc) =>
        _gc.Run(
            transaction,
            Id(transaction, gc),
            gc.Time,
            gc.Number,
            gc.Generation,
            gc.IsBlocking,
            gc.IsInduced,
            gc.Reason,
            gc.PauseMs,
            gc.PromotedBytes,
            gc.HeapBytes
        );

    private void Write(SqliteTransaction transaction, Checkpoint checkpoint) =>
        _checkpoint.Run(
            transaction,
            Id(transaction, checkpoint),
            checkpoint.Time,
            checkpoint.Outcome.ToString(),
            checkpoint.LiveBytes,
            JsonSerializer.Serialize(checkpoint.GenerationBytes),
            checkpoint.PauseMs,
            checkpoint.DurationMs,
            checkpoint.Collections,
            checkpoint.IsQuiesced,
            checkpoint.IsDrained,
            checkpoint.Note
        );

    private void Write(SqliteTransaction transaction, LoadWindow window) =>
        _window.Run(
            transaction,
            Id(transaction, window),
            window.Time,
            window.Seconds,
            window.Scenario,
            window.Step,
            window.IsWarmUp,
            window.Asked,
            window.Sent,
            window.Completed,
            window.Failed,
            window.TimedOut,
            window.Cancelled,
            window.Bytes,
            window.Backlog,
            window.InFlight,
            LatencyBlob.Encode(window.Latency),
            LatencyBlob.Encode(window.ServiceTime),
            LatencyBlob.Encode(window.Lateness),
            window.Errors.Count == 0 ? null : JsonSerializer.Serialize(window.Errors)
        );

    private long Id(SqliteTransaction transaction, Entry entry) => _sources.Source(transaction, entry.Source);
}
