namespace SoakHarness.Runs;

/// <summary>Progress for logs: a line every 10 s and at every change of phase.</summary>
/// <param name="output">Where to write; standard error, since standard output is for results.</param>
/// <param name="time">Clock.</param>
public sealed class PlainView(TextWriter output, TimeProvider time) : IRunObserver
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private string _phase = "";
    private long _last = long.MinValue;

    /// <inheritdoc />
    public void Progress(RunProgress progress)
    {
        lock (_gate)
        {
            var isDue = _last == long.MinValue || time.GetElapsedTime(_last) >= Between;
            if (progress.Phase == _phase && !isDue)
                return;
            _phase = progress.Phase;
            _last = time.GetTimestamp();
            output.WriteLine(ProgressLine.Render(progress));
        }
    }

    /// <inheritdoc />
    public void Say(string message)
    {
        lock (_gate)
            output.WriteLine(message);
    }
}
