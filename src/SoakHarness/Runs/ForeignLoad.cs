using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>
/// Load that another program drives: it lasts until that program, or whoever started the recording, says that it is
/// over.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="during">Longest time; null for no end of its own.</param>
/// <param name="over">Cancelled when it is over.</param>
internal sealed class ForeignLoad(RunContext context, TimeSpan? during, CancellationToken over) : ILoadDriver
{
    // Reports measure what was loaded by this phase, as for a target that drives itself.
    private const string Phase = "self-driven";
    private double _began = double.NaN;

    /// <inheritdoc />
    public LoadState State
    {
        get
        {
            var elapsed = double.IsNaN(_began) ? TimeSpan.Zero : TimeSpan.FromSeconds(context.Now - _began);
            return new LoadState
            {
                Phase = "recording",
                Elapsed = elapsed,
                Remaining = during > elapsed ? during - elapsed : null,
            };
        }
    }

    /// <inheritdoc />
    public async Task RunAsync(CancellationToken stop)
    {
        _began = context.Now;
        context.Record(RunEventKind.Phase, Phase);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, over);
        await Task.WhenAny(Task.Delay(during ?? Timeout.InfiniteTimeSpan, either.Token));
    }

    /// <inheritdoc />
    public Task PauseAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public void Resume() => context.Observer.Say("Load that another program drives was not paused for its checkpoint.");
}
