using System.Runtime.CompilerServices;
using SoakHarness.Load.Engine;
using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.Http;

/// <summary>A request that was drawn from a mix: counted, sent, judged and counted.</summary>
/// <param name="user">Who sends it.</param>
internal sealed class DrawnRequest(VirtualUser user) : Continuation<StepEnd, StepEnd>
{
    private (UserPool Users, HttpStep Step, StepStatistics Statistics) _of;
    private (Func<double> Clock, double Intended, double Sent) _at;

    /// <summary>Sends it; the user is given back at its end.</summary>
    /// <param name="users">Where the user goes.</param>
    /// <param name="drawn">The request, and where it is counted.</param>
    /// <param name="at">The clock, and the intended start.</param>
    /// <param name="kill">Gives up at once.</param>
    internal ValueTask<StepEnd> SendAsync(
        UserPool users,
        (HttpStep Step, PhasedStatistics Statistics) drawn,
        (Func<double> Clock, double Intended) at,
        CancellationToken kill
    )
    {
        _of = (users, drawn.Step, drawn.Statistics.Of(at.Intended));
        _of.Statistics.Began();
        _at = (at.Clock, at.Intended, at.Clock());
        return AfterAsync(drawn.Step.SendAsync(user, kill));
    }

    /// <inheritdoc/>
    private protected override StepEnd After(ConfiguredValueTaskAwaitable<StepEnd>.ConfiguredValueTaskAwaiter before)
    {
        var ((_, step, statistics), (clock, intended, sent)) = (_of, _at);
        var end = step.Judge(user, before.GetResult());
        var now = clock();
        statistics.Ended(end, now - intended, now - sent);
        return end;
    }

    /// <inheritdoc/>
    private protected override void Released() => _of.Users.Return(user);
}
