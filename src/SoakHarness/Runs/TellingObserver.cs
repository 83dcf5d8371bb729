using System.IO.Pipes;
using System.Text.Json;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>
/// Tells the <c>soak run</c> that started this program where its runs stand: a JSON object a line, through a pipe.
/// Lifecycle: connected once, for all runs of the program; a reader that has gone is no longer told.
/// </summary>
internal sealed class TellingObserver : IRunsObserver, IDisposable
{
    /// <summary>Name of the environment variable that holds the pipe's name.</summary>
    internal const string PipeVariable = "SOAK_PROGRESS_PIPE";

    private const int ConnectWithinMs = 2000;
    private readonly NamedPipeClientStream _pipe;
    private readonly StreamWriter _lines;
    private bool _hasGone;

    private TellingObserver(NamedPipeClientStream pipe) =>
        (_pipe, _lines) = (pipe, new StreamWriter(pipe) { AutoFlush = true });

    /// <summary>Connects to whoever asks to be told.</summary>
    /// <param name="name">The pipe's name; null when nobody asks.</param>
    /// <returns>Null when nobody listens.</returns>
    internal static TellingObserver? Connect(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        var pipe = new NamedPipeClientStream(".", name, PipeDirection.Out, PipeOptions.CurrentUserOnly);
        try
        {
            pipe.Connect(ConnectWithinMs);
            return new TellingObserver(pipe);
        }
        catch (Exception gone) when (gone is IOException or TimeoutException or UnauthorizedAccessException)
        {
            pipe.Dispose();
            return null;
        }
    }

    /// <inheritdoc />
    public void Begin(IReadOnlyList<string> gating) => Tell(new RunNews { Gating = gating });

    /// <inheritdoc />
    public void Progress(RunProgress progress) => Tell(new RunNews { Progress = progress });

    /// <inheritdoc />
    public void Say(string message) => Tell(new RunNews { Said = message });

    /// <inheritdoc />
    public void End(RunFolder folder, string reason) => Tell(new RunNews { Folder = folder.Path, Reason = reason });

    /// <inheritdoc />
    public void Dispose() => _pipe.Dispose();

    private void Tell(RunNews news)
    {
        lock (_lines)
        {
            if (_hasGone)
                return;
            try
            {
                _lines.WriteLine(JsonSerializer.Serialize(news));
            }
            catch (IOException)
            {
                _hasGone = true;
            }
        }
    }
}
