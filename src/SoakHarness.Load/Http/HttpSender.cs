using System.Net.Sockets;
using System.Runtime.CompilerServices;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Sends one kind of request with the runtime's HTTP client.</summary>
internal sealed class HttpSender(RequestSpec spec, Uri baseUrl, HttpMessageInvoker client, TransportSpec transport) : ISender
{
    private readonly Uri _url = new(baseUrl, spec.Path);
    private readonly HttpMethod _method = new(spec.Method);
    private readonly TimeSpan _within = spec.Expect.Within ?? transport.Timeout;
    private readonly byte[]? _body = RequestBodies.Read(spec.Body);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<StepEnd> SendAsync(VirtualUser user, CancellationToken kill)
    {
        var deadline = user.StartDeadline(_within, kill);
        try
        {
            using var request = CreateRequest();
            using var response = await client.SendAsync(request, deadline);
            var body = await response.Content.ReadAsByteArrayAsync(deadline);
            user.Response = new HttpResponse(response, body);
            return new StepEnd(EndKind.Completed, body.Length);
        }
        catch (OperationCanceledException)
        {
            return kill.IsCancellationRequested ? new StepEnd(EndKind.Cancelled, 0) : ErrorKinds.TimedOut(spec, _within);
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
