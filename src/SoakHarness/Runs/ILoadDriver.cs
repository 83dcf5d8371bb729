namespace SoakHarness.Runs;

/// <summary>Whatever puts load on the target: the generator, another program, or the target itself.</summary>
internal interface ILoadDriver
{
    /// <summary>Where the load stands.</summary>
    LoadState State { get; }

    /// <summary>Runs the whole load, and returns when it is over and everything about it is recorded.</summary>
    /// <param name="stop">No new arrivals; requests in flight may finish.</param>
    Task RunAsync(CancellationToken stop);

    /// <summary>
    /// Holds new arrivals back, and returns when none is in flight any more or the deadline of the load passed.
    /// </summary>
    Task PauseAsync();

    /// <summary>Goes on after <see cref="PauseAsync"/>.</summary>
    void Resume();
}
