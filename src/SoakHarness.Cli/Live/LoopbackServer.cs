using System.Net;

namespace SoakHarness.Cli.Live;

/// <summary>
/// Answers HTTP requests on one port of the loopback interface, from <see cref="Serve"/> until disposal. The
/// framework's own listener is enough for a page and a stream, and costs no second web stack in the generator's
/// process.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _serving = Task.CompletedTask;

    /// <summary>Takes the port; requests wait until <see cref="Serve"/>.</summary>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    internal LoopbackServer(int port)
    {
        _listener.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{port}/"));
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException)
        {
            _listener.Close();
            throw;
        }
    }

    /// <summary>Begins to answer.</summary>
    /// <param name="answer">Called for each request, one after the other; it may go on answering in the background, and
    /// must not throw when who asked has gone.</param>
    internal void Serve(Action<HttpListenerContext> answer) => _serving = ServeAsync(answer);

    public async ValueTask DisposeAsync()
    {
        _stopping.TrySetResult();
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync(Action<HttpListenerContext> answer)
    {
        while (await NextAsync() is { } context)
            answer(context);
    }

    /// <summary>
    /// The next request; null when the server is being stopped. The listener tells that by either exception, before it
    /// says so itself; who asks while it stops may never get an answer, hence the signal of our own.
    /// </summary>
    private async Task<HttpListenerContext?> NextAsync()
    {
        try
        {
            var next = _listener.GetContextAsync();
            return await Task.WhenAny(next, _stopping.Task) == next ? await next : null;
        }
        catch (Exception over) when (over is HttpListenerException or InvalidOperationException)
        {
            return null;
        }
    }
}
