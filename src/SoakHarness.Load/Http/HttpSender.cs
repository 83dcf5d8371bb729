using System.Net.Sockets;
using System.Runtime.CompilerServices;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Sends one kind of request with the runtime's HTTP client.</summary>
internal sealed class HttpSender(
    (RequestSpec Spec, bool NeedsBody) prepared,
    Uri baseUrl,
    HttpMessageInvoker client,
    TransportSpec transport
) : ISender
{
    private readonly Uri _url = new(baseUrl, prepared.Spec.Path);
    private readonly HttpMethod _method = new(prepared.Spec.Method);
    private readonly TimeSpan _within = prepared.Spec.Expect.Within ?? transport.Timeout;
    private readonly bool _isSimple = transport is { Cookies: false, Redirects: false };
    private readonly byte[]? _body = RequestBodies.Read(prepared.Spec.Body);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<StepEnd> SendAsync(VirtualUser user, RequestSpec request, CancellationToken kill)
    {
        var deadline = user.StartDeadline(_within, kill);
        try
        {
            using var response =
                _isSimple && ReferenceEquals(request, prepared.Spec)
                    ? await SendAgainAsync(user, deadline)
                    : await FollowAsync(user, request, deadline);
            var body = prepared.NeedsBody ? await response.Content.ReadAsByteArrayAsync(deadline) : [];
            var bytes = prepared.NeedsBody ? body.Length : await CountAsync(response, user, deadline);
            user.Response = new HttpResponse(response, body, bytes);
            return new StepEnd(EndKind.Completed, bytes);
        }
        catch (OperationCanceledException)
        {
            return kill.IsCancellationRequested
                ? new StepEnd(EndKind.Cancelled, 0)
                : ErrorKinds.TimedOut(request, _within);
        }
        catch (Exception failure)
            when (failure
                    is HttpRequestException
                        or IOException
                        or SocketException
                        or InvalidOperationException
                        or NotSupportedException
                        or UriFormatException
            )
        {
            return new StepEnd(
                EndKind.Failed,
                0,
                ErrorKinds.Of(failure),
                $"{request.Method} {request.Path}: {ErrorKinds.Words(failure)}"
            );
        }
    }

    /// <summary>
    /// Sends the user's own message again; after a failure it is made anew, since the client may still hold it.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> SendAgainAsync(VirtualUser user, CancellationToken deadline)
    {
        if (!user.Messages.Remove(this, out var message))
            message = Create(prepared.Spec);
        var response = await client.SendAsync(message, deadline);
        user.Messages[this] = message;
        return response;
    }

    /// <summary>Reads a body that nobody looks at.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<long> CountAsync(
        HttpResponseMessage response,
        VirtualUser user,
        CancellationToken deadline
    )
    {
        using var body = await response.Content.ReadAsStreamAsync(deadline);
        var count = 0L;
        while (await body.ReadAsync(user.Scratch, deadline) is > 0 and var read)
            count += read;
        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> FollowAsync(
        VirtualUser user,
        RequestSpec request,
        CancellationToken deadline
    )
    {
        var message = Create(request);
        for (var hops = 0; ; hops++)
        {
            var response = await ExchangeAsync(user, message, deadline);
            if (!transport.Redirects || Redirects.Next(message, response) is not { } next)
            {
                message.Dispose();
                return response;
            }

            message.Dispose();
            response.Dispose();
            if (hops == Redirects.Most)
                throw new HttpRequestException($"redirected more than {Redirects.Most} times");
            message = next;
        }
    }

    /// <summary>Sends with the user's cookies, and keeps those that come back.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> ExchangeAsync(
        VirtualUser user,
        HttpRequestMessage message,
        CancellationToken deadline
    )
    {
        if (!transport.Cookies)
            return await client.SendAsync(message, deadline);
        if (user.Cookies.GetCookieHeader(message.RequestUri!) is { Length: > 0 } cookies)
            message.Headers.TryAddWithoutValidation("Cookie", cookies);
        var response = await client.SendAsync(message, deadline);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            Jars.Keep(user.Cookies, message.RequestUri!, set);
        return response;
    }

    private HttpRequestMessage Create(RequestSpec request)
    {
        var isPrepared = ReferenceEquals(request, prepared.Spec);
        var message = new HttpRequestMessage(_method, isPrepared ? _url : new Uri(baseUrl, request.Path))
        {
            Version = transport.HttpVersion,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if ((isPrepared || request.Body?.IsTemplate != true ? _body : RequestBodies.Read(request.Body)) is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", prepared.Spec.Body!.ContentType);
        }

        if (transport.Authorization is { } authorization)
            message.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value) && message.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
