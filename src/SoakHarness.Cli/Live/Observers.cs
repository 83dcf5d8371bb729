using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>Tells several observers everything.</summary>
internal sealed class Observers(IReadOnlyList<IRunObserver> all) : IRunObserver
{
    public void Progress(RunProgress progress)
    {
        foreach (var one in all)
            one.Progress(progress);
    }

    public void Say(string message)
    {
        foreach (var one in all)
            one.Say(message);
    }
}
