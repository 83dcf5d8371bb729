using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>Tells two observers everything.</summary>
internal sealed class TwoObservers(IRunObserver first, IRunObserver second) : IRunObserver
{
    public void Progress(RunProgress progress)
    {
        first.Progress(progress);
        second.Progress(progress);
    }

    public void Say(string message)
    {
        first.Say(message);
        second.Say(message);
    }
}
