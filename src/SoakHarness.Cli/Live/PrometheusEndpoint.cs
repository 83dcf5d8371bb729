using System.Net;
using System.Text;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>
/// Serves <c>/metrics</c> on the loopback interface while runs go on: started once, fed by each run, stopped by
/// disposal. Nothing of a run depends on it; a scraper may come and go.
/// </summary>
internal sealed class PrometheusEndpoint : IRunObserver, IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private RunProgress? _last;

    /// <exception cref="HttpListenerException">The port is taken.</exception>
    internal PrometheusEndpoint(int port)
    {
        _server = new(port);
        _server.Serve(Answer);
    }

    public void Progress(RunProgress progress) => Volatile.Write(ref _last, LiveMetrics.Keep(_last, progress));

    /// <summary>Sentences are for people, not for metrics.</summary>
    public void Say(string message) { }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Answer(HttpListenerContext context)
    {
        try
        {
            var isKnown = context.Request.Url?.AbsolutePath == "/metrics";
            context.Response.StatusCode = isKnown ? 200 : 404;
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            context.Response.Close(
                Encoding.UTF8.GetBytes(
                    isKnown ? PrometheusText.Render(Volatile.Read(ref _last)) : "Metrics are at /metrics.\n"
                ),
                willBlock: false
            );
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The scraper went away; the next one is answered.
        }
    }
}
