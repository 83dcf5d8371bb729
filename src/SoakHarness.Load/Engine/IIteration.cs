namespace SoakHarness.Load.Engine;

/// <summary>What one arrival does: a request of the mix, a journey, or a user's own code.</summary>
public interface IIteration
{
    /// <summary>Runs once. Errors are ends, not exceptions.</summary>
    /// <param name="clock">Gives seconds since the run's origin.</param>
    /// <param name="intended">Intended start, in seconds since the run's origin.</param>
    /// <param name="kill">Gives up at once.</param>
    /// <returns>How it ended, as a whole.</returns>
    ValueTask<Statistics.StepEnd> RunAsync(Func<double> clock, double intended, CancellationToken kill);
}
