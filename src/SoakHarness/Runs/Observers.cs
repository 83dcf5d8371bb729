namespace SoakHarness.Runs;

/// <summary>Tells several observers everything.</summary>
/// <param name="all">Whom.</param>
public sealed class Observers(IReadOnlyList<IRunObserver> all) : IRunObserver
{
    /// <inheritdoc />
    public void Progress(RunProgress progress)
    {
        foreach (var one in all)
            one.Progress(progress);
    }

    /// <inheritdoc />
    public void Say(string message)
    {
        foreach (var one in all)
            one.Say(message);
    }
}
