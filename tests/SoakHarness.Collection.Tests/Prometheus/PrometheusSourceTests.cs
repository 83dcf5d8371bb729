using System.Diagnostics;
using System.Net;
using System.Text;
using SoakHarness.Collection.Prometheus;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests.Prometheus;

/// <summary>A source against an endpoint that answers as each test says.</summary>
public sealed class PrometheusSourceTests : IDisposable, IRecordingSink
{
    private readonly List<Entry> _entries = [];
    private readonly HttpListener _listener = new();
    private readonly Uri _url;
    private (int Status, string Body) _answer = (200, "queue_depth 3\njobs_total 17\n");

    public PrometheusSourceTests()
    {
        _url = Listen();
        _ = AnswerAsync();
    }

    [Fact]
    public async Task Metrics_are_recorded_and_the_counter_counts_operations()
    {
        await SampleAsync(1, "jobs_total");

        Readings().Should().BeEquivalentTo([("jobs_total", 17.0), ("queue_depth", 3.0), ("requests", 17.0)]);
    }

    [Theory]
    [InlineData(500, "boom", "answered 500")]
    [InlineData(404, "", "answered 404")]
    [InlineData(200, "<html>hello</html>", "no Prometheus samples")]
    public async Task What_cannot_be_read_is_said_once_and_leaves_a_gap(int status, string body, string said)
    {
        _answer = (status, body);

        await SampleAsync(3, null);

        Readings().Should().BeEmpty();
        _entries.OfType<RunEvent>().Should().ContainSingle().Which.Text.Should().Contain(said);
    }

    [Fact]
    public async Task A_counter_that_is_not_there_is_said()
    {
        await SampleAsync(2, "nothing_total");

        _entries.OfType<RunEvent>().Should().ContainSingle().Which.Text.Should().Contain("nothing_total");
    }

    void IRecordingSink.Write(Entry entry) => _entries.Add(entry);

    public void Dispose() => _listener.Close();

    private IEnumerable<(string, double)> Readings() => _entries.OfType<Reading>().Select(r => (r.Metric, r.Value));

    private async Task SampleAsync(int times, string? counter)
    {
        var options = new SidecarOptions
        {
            Pid = Environment.ProcessId,
            Recording = "",
            Folder = "",
            Origin = Stopwatch.GetTimestamp(),
            OperationsCounter = counter,
        };
        await using var source = new PrometheusSource(
            new SidecarContext(options, this, _ => { }),
            _url,
            translate: true
        );
        for (var i = 0; i < times; i++)
            await source.SampleAsync(CancellationToken.None);
    }

    private Uri Listen()
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        return new Uri($"http://127.0.0.1:{port}/metrics");
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                context.Response.StatusCode = _answer.Status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(_answer.Body));
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
