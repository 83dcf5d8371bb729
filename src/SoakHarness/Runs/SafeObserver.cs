using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>
/// An observer that cannot stop a run: the first exception is kept as a message, and the observer is dropped.
/// </summary>
internal sealed class SafeObserver(IRunObserver? inner, Secrets secrets)
{
    private IRunObserver? _inner = inner;

    /// <summary>What the observer threw; null when it never did.</summary>
    internal string? Failure { get; private set; }

    internal void Progress(RunProgress progress) => Guard(observer => observer.Progress(progress));

    internal void Say(string message) => Guard(observer => observer.Say(secrets.Mask(message)));

    private void Guard(Action<IRunObserver> act)
    {
        if (_inner is not { } observer)
            return;
        try
        {
            act(observer);
        }
#pragma warning disable CA1031 // Whatever an observer throws, the run goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _inner = null;
            Failure = failure.Message;
        }
    }
}
