using System.Net;
using System.Net.Sockets;
using SoakHarness.Model.Scenarios;
using SoakHarness.Targets;

namespace SoakHarness.Tests.Targets;

public sealed class ReadinessTests
{
    [Fact]
    public void Nothing_is_said_about_the_output_of_a_target_that_the_harness_does_not_hear() =>
        Readiness.Output(FoundTarget.Address(new Uri("http://127.0.0.1:1"))).Should().BeEmpty();

    [Fact]
    public async Task The_status_that_was_answered_is_told_also_when_the_deadline_cuts_the_last_request_off()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ending = new CancellationTokenSource();
        var answering = AnswerOnceAsync(listener, ending.Token);
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        var waiting = () =>
            Readiness.WaitAsync(
                FoundTarget.Address(url),
                new ReadySpec("/health", TimeSpan.FromSeconds(0.9)),
                CancellationToken.None
            );

        (await waiting.Should().ThrowAsync<TargetException>()).WithMessage("*not ready within 0.9 s*it answered 503*");
        await ending.CancelAsync();
        await answering;
    }

    /// <summary>The first request gets a status, those after it hang.</summary>
    private static async Task AnswerOnceAsync(TcpListener listener, CancellationToken cancel)
    {
        using var first = await listener.AcceptTcpClientAsync(cancel);
        var stream = first.GetStream();
        await stream.ReadAtLeastAsync(new byte[1], 1, cancellationToken: cancel);
        await stream.WriteAsync("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancel);
        await Task.WhenAny(Task.Delay(Timeout.Infinite, cancel));
    }
}
