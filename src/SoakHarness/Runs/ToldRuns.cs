using System.IO.Pipes;
using System.Text.Json;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>
/// Listens to the runs of another program and passes on what it tells. Lifecycle: the program is started with
/// <see cref="PipeName"/> in its environment; when it has ended, disposal passes on what is left and stops.
/// </summary>
internal sealed class ToldRuns : IAsyncDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LateGreeting = TimeSpan.FromSeconds(1);
    private readonly NamedPipeServerStream _pipe;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;

    /// <param name="listener">Whom to pass it on to.</param>
    internal ToldRuns(IRunsObserver listener)
    {
        _pipe = new NamedPipeServerStream(
            PipeName,
            PipeDirection.In,
            1,
            PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly
        );
        _listening = ListenAsync(listener);
    }

    /// <summary>The pipe's name.</summary>
    internal string PipeName { get; } = $"soak-progress-{Guid.NewGuid():N}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A child of the program may hold the pipe's other end for longer than the program lives.
        _stop.CancelAfter(_pipe.IsConnected ? LastWords : LateGreeting);
        await _listening;
        await _pipe.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ListenAsync(IRunsObserver listener)
    {
        try
        {
            await _pipe.WaitForConnectionAsync(_stop.Token);
            using var lines = new StreamReader(_pipe, leaveOpen: true);
            while (await lines.ReadLineAsync(_stop.Token) is { } line)
                Pass(JsonSerializer.Deserialize<RunNews>(line)!, listener);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or JsonException)
        {
            // The program is gone, or is another version: its run does not depend on who watches.
        }
    }

    private static void Pass(RunNews news, IRunsObserver listener)
    {
        if (news.Gating is { } gating)
            listener.Begin(gating);
        if (news.Progress is { } progress)
            listener.Progress(progress);
        if (news.Said is { } said)
            listener.Say(said);
        if (news.Folder is { } folder)
            listener.End(new RunFolder(folder), news.Reason);
    }
}
