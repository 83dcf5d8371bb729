using System.Runtime.CompilerServices;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Sends one kind of request and judges the response.</summary>
internal sealed class HttpStep(RequestSpec spec, ITransport transport)
{
    private readonly ResponseCheck _check = spec.Expect;
    private readonly ISender _sender = transport.Prepare(spec, NeedsBody(spec));

    internal string Name => spec.Name;

    internal double Weight => spec.Weight;

    internal TimeSpan ThinkTime => spec.ThinkTime;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<StepEnd> SendAsync(VirtualUser user, CancellationToken kill)
    {
        var end = await _sender.SendAsync(user, kill);
        if (end.Kind != EndKind.Completed)
            return end;
        var broken = ResponseChecks.FirstBroken(_check, user.Response!);
        return broken is null ? end : end with { Kind = EndKind.Failed, Error = broken, Example = $"{spec.Method} {spec.Path}: {broken}" };
    }

    private static bool NeedsBody(RequestSpec spec) => spec.Expect.BodyContains is not null || spec.Expect.JsonPath is not null;
}
