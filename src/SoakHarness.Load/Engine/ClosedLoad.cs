namespace SoakHarness.Load.Engine;

/// <summary>The closed model: virtual users, each starting its next iteration when the last one ended.</summary>
internal sealed class ClosedLoad(LoadRun run, TimeSpan pacing)
{
    /// <summary>Runs users until the time is over.</summary>
    /// <param name="from">Users at the start.</param>
    /// <param name="to">Users at the end; between, the number changes linearly.</param>
    /// <param name="seconds">Length.</param>
    /// <param name="stop">Ends it.</param>
    internal async Task RunAsync(int from, int to, double seconds, CancellationToken stop)
    {
        var start = run.Now;
        var end = start + seconds;
        var users = Enumerable
            .Range(0, Math.Max(from, to))
            .Select(user =>
            {
                // User k joins (or leaves) when the ramp passes k.
                var share =
                    to == from ? 0 : Math.Clamp((user + 1 - Math.Min(from, to)) / (double)Math.Abs(to - from), 0, 1);
                var joins = to > from ? start + share * seconds : start;
                var leaves = to < from ? end - share * seconds : end;
                return UserAsync(joins, leaves, stop);
            });
        await Task.WhenAll(users);
    }

    /// <summary>Runs a number of iterations, shared by the users.</summary>
    internal async Task RunIterationsAsync(long count, int users, CancellationToken stop)
    {
        var left = count;
        await Task.WhenAll(
            Enumerable
                .Range(0, users)
                .Select(_ =>
                    Task.Run(() =>
                        IterateAsync(() => Interlocked.Decrement(ref left) >= 0, double.PositiveInfinity, stop)
                    )
                )
        );
    }

    private async Task UserAsync(double joins, double leaves, CancellationToken stop)
    {
        await Task.Yield();
        if (joins > run.Now)
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(joins - run.Now), stop));
        await IterateAsync(() => true, leaves, stop);
    }

    /// <summary>Iterates; nobody waits for a turn that would come after the user has left.</summary>
    private async Task IterateAsync(Func<bool> isWanted, double leaves, CancellationToken stop)
    {
        var now = run.Now;
        while (!stop.IsCancellationRequested && now < leaves && isWanted() && run.TryArrive())
        {
            if (!run.Gate.Open.IsCompleted)
            {
                await run.Gate.Open;
                now = run.Now;
            }

            var intended = now;
            var end = await run.BeginAsync(intended);
            now = run.Ended(end, intended, intended);
            if (LoadRun.NeedsBackoff(end))
            {
                await run.BackOffAsync();
                now = run.Now;
            }

            if (pacing <= TimeSpan.Zero)
                continue;
            var turn = intended + pacing.TotalSeconds;
            if (Math.Min(turn, leaves) - now is > 0 and var rest)
            {
                await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(rest), stop));
                now = run.Now;
            }

            if (turn >= leaves)
                return;
        }
    }
}
