using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>Progress as lines.</summary>
internal sealed class LineView(PlainView lines) : IProgressView
{
    public void Progress(RunProgress progress) => lines.Progress(progress);

    public void Say(string message) => lines.Say(message);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
