using SoakHarness.Load.Journeys;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Sends one kind of request and judges the response.</summary>
internal sealed class HttpStep(RequestSpec spec, ITransport transport)
{
    private readonly ResponseCheck _check = spec.Expect;
    private readonly RequestTemplate _template = new(spec);
    private readonly Capture[] _captures = [.. spec.Captures.Select(c => new Capture(c.Key, c.Value))];
    private readonly ISender _sender = transport.Prepare(spec, NeedsBody(spec));

    internal string Name => spec.Name;

    internal double Weight => spec.Weight;

    internal TimeSpan ThinkTime => spec.ThinkTime;

    /// <summary>Sends it once; <see cref="Judge"/> says what the response is worth.</summary>
    internal ValueTask<StepEnd> SendAsync(VirtualUser user, CancellationToken kill)
    {
        if (_template.IsPlain)
            return _sender.SendAsync(user, spec, kill);
        return Fill(user) is { } unfilled
            ? new ValueTask<StepEnd>(unfilled)
            : _sender.SendAsync(user, user.Request!, kill);
    }

    /// <summary>Checks the response and captures from it.</summary>
    /// <param name="user">Who sent the request.</param>
    /// <param name="end">How the sending ended.</param>
    /// <returns>How the step ended.</returns>
    internal StepEnd Judge(VirtualUser user, StepEnd end)
    {
        if (end.Kind != EndKind.Completed)
            return end with { Example = user.Hide(end.Example) };
        var broken = ResponseChecks.FirstBroken(_check, user.Response!) ?? FirstNotCaptured(user);
        return broken is null
            ? end
            : end with
            {
                Kind = EndKind.Failed,
                Error = broken.Value.Kind,
                Example = user.Hide(
                    $"{spec.Method} {(_template.IsPlain ? spec : user.Request!).Path}: {broken.Value.Words}"
                ),
            };
    }

    private static bool NeedsBody(RequestSpec spec) =>
        spec.Expect.BodyContains is not null
        || spec.Expect.JsonPath is not null
        || spec.Captures.Values.Any(c => c.Source != CaptureSource.Header);

    private StepEnd? Fill(VirtualUser user)
    {
        try
        {
            user.Request = _template.Fill(user.Find);
            return null;
        }
        catch (MissingValueException missing)
        {
            return new StepEnd(
                EndKind.Failed,
                0,
                $"no value: {missing.Name}",
                $"{spec.Method} {spec.Path}: {missing.Message}"
            );
        }
    }

    private (string Kind, string Words)? FirstNotCaptured(VirtualUser user)
    {
        foreach (var capture in _captures)
        {
            if (capture.Find(user.Response!) is not { } value)
                return ($"capture: {capture.Name}", $"nothing to capture as {capture.Name}: {capture.Lack}");
            user.Captured[capture.Name] = value;
        }

        return null;
    }
}
