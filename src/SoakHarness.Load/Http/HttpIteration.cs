using System.Runtime.CompilerServices;
using SoakHarness.Load.Engine;
using SoakHarness.Load.Feeds;
using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.Http;

/// <summary>One arrival of an HTTP load: a request drawn from the weighted mix, or all steps of a journey, in order, until one fails.</summary>
internal sealed class HttpIteration(IReadOnlyList<(HttpStep Step, StepStatistics Statistics)> steps, Mix? mix, IReadOnlyDictionary<string, Feed> feeds) : IIteration, IDisposable
{
    private readonly UserPool _users = new();

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<StepEnd> RunAsync(Func<double> clock, double intended, CancellationToken kill)
    {
        var user = _users.Rent();
        var end = Begin(user) ?? (mix is null
            ? await TravelAsync(user, clock, intended, kill)
            : await SendAsync(steps[mix.Next(intended)], (user, clock, intended), kill));
        _users.Return(user);
        return end;
    }

    /// <inheritdoc/>
    public void Dispose() => _users.Dispose();

    /// <summary>Takes a row of each feed; the end of the iteration when one has none.</summary>
    private StepEnd? Begin(VirtualUser user)
    {
        user.Forget();
        foreach (var (name, feed) in feeds)
        {
            try
            {
                user.Rows[name] = feed.Next() ?? throw new FeedException("there are no more rows");
            }
            catch (Exception failure) when (failure is FeedException or IOException)
            {
                return new StepEnd(EndKind.Failed, 0, $"feed {name}", $"feed {name}: {failure.Message}");
            }
        }

        return null;
    }

    private async ValueTask<StepEnd> TravelAsync(VirtualUser user, Func<double> clock, double intended, CancellationToken kill)
    {
        var bytes = 0L;
        var start = intended;
        foreach (var step in steps)
        {
            var end = await SendAsync(step, (user, clock, start), kill);
            bytes += end.Bytes;
            if (end.Kind != EndKind.Completed)
                return end with { Bytes = bytes };
            if (step.Step.ThinkTime > TimeSpan.Zero)
                await Task.WhenAny(Task.Delay(step.Step.ThinkTime, kill));
            start = clock();
        }

        return new StepEnd(EndKind.Completed, bytes);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<StepEnd> SendAsync(
        (HttpStep Step, StepStatistics Statistics) step, (VirtualUser User, Func<double> Clock, double Intended) at, CancellationToken kill)
    {
        var sent = at.Clock();
        step.Statistics.Began(0);
        var end = await step.Step.SendAsync(at.User, kill);
        var now = at.Clock();
        step.Statistics.Ended(end, now - at.Intended, now - sent);
        return end;
    }
}
