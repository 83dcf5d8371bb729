using System.Globalization;
using System.Net.Sockets;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Sends one kind of request and judges the response.</summary>
internal sealed class HttpStep(RequestSpec spec, Uri baseUrl, HttpMessageInvoker client, TransportSpec transport)
{
    private readonly Uri _url = new(baseUrl, spec.Path);
    private readonly HttpMethod _method = new(spec.Method);
    private readonly ResponseCheck _check = spec.Expect;
    private readonly byte[]? _body = spec.Body switch
    {
        null => null,
        { File: { } file } => File.ReadAllBytes(file),
        { Text: var text } => System.Text.Encoding.UTF8.GetBytes(text ?? ""),
    };

    internal string Name => spec.Name;

    internal double Weight => spec.Weight;

    internal TimeSpan ThinkTime => spec.ThinkTime;

    internal async ValueTask<StepEnd> SendAsync(CancellationToken kill)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(kill);
        deadline.CancelAfter(_check.Within ?? transport.Timeout);
        try
        {
            using var request = CreateRequest();
            using var response = await client.SendAsync(request, deadline.Token);
            var body = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            var broken = ResponseChecks.FirstBroken(_check, response, body);
            return broken is null
                ? new StepEnd(EndKind.Completed, body.Length)
                : new StepEnd(EndKind.Failed, body.Length, broken, $"{spec.Method} {spec.Path}: {broken}");
        }
        catch (OperationCanceledException)
        {
            return kill.IsCancellationRequested
                ? new StepEnd(EndKind.Cancelled, 0)
                : new StepEnd(EndKind.TimedOut, 0, "timed out", string.Create(CultureInfo.InvariantCulture,
                    $"{spec.Method} {spec.Path}: no complete response within {(_check.Within ?? transport.Timeout).TotalSeconds:0.###} s"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            return new StepEnd(EndKind.Failed, 0, ErrorKinds.Of(failure), $"{spec.Method} {spec.Path}: {failure.Message}");
        }
    }

    private HttpRequestMessage CreateRequest()
    {
        var request = new HttpRequestMessage(_method, _url)
        {
            Version = transport.HttpVersion,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (_body is not null)
        {
            request.Content = new ByteArrayContent(_body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", spec.Body!.ContentType);
        }

        if (transport.Authorization is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in spec.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}
