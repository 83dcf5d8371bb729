using SoakHarness.Recordings;
using SoakHarness.Reports.Live;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>
/// What the dashboard shows: the last progress, and what is recorded, read only when somebody looks. A failure to read
/// shows the last state again; the run does not notice.
/// </summary>
internal sealed class DashboardFeed : IRunObserver, IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(900);
    private readonly Lock _gate = new();
    private readonly List<string> _over = [];
    private IReadOnlyList<string> _gating = [];
    private RunProgress? _last;
    private LiveRecording? _recording;
    private string _folder = "";
    private string? _state;
    private long _made;
    private TimeSpan _fresh;

    /// <summary>Shows the next scenario of the command.</summary>
    /// <param name="gating">Metrics that gate its run.</param>
    internal void Begin(IReadOnlyList<string> gating) => Volatile.Write(ref _gating, gating);

    /// <summary>Keeps how a scenario ended, for those who look at the next.</summary>
    internal void End(string sentence)
    {
        lock (_gate)
            _over.Add(sentence);
    }

    public void Progress(RunProgress progress) => Volatile.Write(ref _last, progress);

    /// <summary>What is said is recorded as an event too, and shown from there.</summary>
    public void Say(string message) { }

    /// <summary>
    /// The state now; null before the first progress. However many look, it is made at most about once a second, and at
    /// most a twentieth of the time is spent on it when a long run has much to draw.
    /// </summary>
    internal string? State()
    {
        lock (_gate)
        {
            if (
                Volatile.Read(ref _last) is not { } progress
                || (_state is not null && TimeProvider.System.GetElapsedTime(_made) < _fresh)
            )
                return _state;
            var began = TimeProvider.System.GetTimestamp();
            try
            {
                Follow(progress.Folder);
                _state = LivePage.State(
                    DashboardWords.Of(progress, _over),
                    _recording?.Read(),
                    Volatile.Read(ref _gating)
                );
                _made = TimeProvider.System.GetTimestamp();
                _fresh =
                    TimeProvider.System.GetElapsedTime(began, _made) * 20 is var rest && rest > Shortest
                        ? rest
                        : Shortest;
            }
            catch (RecordingException)
            {
                // Not there yet, or busy: the next time.
            }

            return _state;
        }
    }

    public void Dispose() => _recording?.Dispose();

    private void Follow(string folder)
    {
        if (folder == _folder || !File.Exists(new RunFolder(folder).Recording))
            return;
        _recording?.Dispose();
        _recording = LiveRecording.Open(new RunFolder(folder).Recording, [.. Volatile.Read(ref _gating), "heap"]);
        _folder = folder;
    }
}
