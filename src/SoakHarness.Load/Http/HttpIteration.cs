using SoakHarness.Load.Engine;
using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.Http;

/// <summary>
/// One arrival of an HTTP load: a request drawn from the weighted mix, or all steps of a journey, in order, until one
/// fails.
/// </summary>
internal sealed class HttpIteration(
    IReadOnlyList<(HttpStep Step, PhasedStatistics Statistics)> steps,
    Mix? mix,
    IterationData data
) : IIteration, IDisposable
{
    private readonly UserPool _users = new();

    /// <inheritdoc/>
    public ValueTask<StepEnd> RunAsync(Func<double> clock, double intended, CancellationToken kill) =>
        mix is null
            ? TravelAsync((clock, intended), kill)
            : DrawAsync(steps[mix.Next(intended)], (clock, intended), kill);

    /// <inheritdoc/>
    public void Dispose() => _users.Dispose();

    private ValueTask<StepEnd> DrawAsync(
        (HttpStep Step, PhasedStatistics Statistics) drawn,
        (Func<double> Clock, double Intended) at,
        CancellationToken kill
    )
    {
        var user = _users.Rent();
        return data.Begin(user) is { } failed
            ? new ValueTask<StepEnd>(Unsent(user, failed, drawn.Statistics.Of(at.Intended), at))
            : user.Drawn.SendAsync(_users, drawn, at, kill);
    }

    /// <summary>Counts a request for which there were no data.</summary>
    private StepEnd Unsent(
        VirtualUser user,
        StepEnd end,
        StepStatistics statistics,
        (Func<double> Clock, double Intended) at
    )
    {
        statistics.Began();
        statistics.Ended(end, at.Clock() - at.Intended, 0);
        _users.Return(user);
        return end;
    }

    private async ValueTask<StepEnd> TravelAsync((Func<double> Clock, double Intended) at, CancellationToken kill)
    {
        var user = _users.Rent();
        var end = data.Begin(user) ?? await TravelAsync(user, at, kill);
        _users.Return(user);
        return end;
    }

    private async ValueTask<StepEnd> TravelAsync(
        VirtualUser user,
        (Func<double> Clock, double Intended) at,
        CancellationToken kill
    )
    {
        var bytes = 0L;
        var start = at.Intended;
        foreach (var (step, phased) in steps)
        {
            var statistics = phased.Of(start);
            statistics.Began();
            var sent = at.Clock();
            var end = step.Judge(user, await step.SendAsync(user, kill));
            var now = at.Clock();
            statistics.Ended(end, now - start, now - sent);
            bytes += end.Bytes;
            if (end.Kind != EndKind.Completed)
                return end with { Bytes = bytes };
            if (step.ThinkTime > TimeSpan.Zero)
                await Task.WhenAny(Task.Delay(step.ThinkTime, kill));
            start = at.Clock();
        }

        return new StepEnd(EndKind.Completed, bytes);
    }
}
