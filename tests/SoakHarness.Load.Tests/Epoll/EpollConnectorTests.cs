using System.Net;
using System.Net.Sockets;
using SoakHarness.Load.Epoll;

namespace SoakHarness.Load.Tests.Epoll;

[Collection(nameof(WholeProcess))]
public sealed class EpollConnectorTests
{
    // What the runtime itself may have opened meanwhile.
    private const int Others = 10;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_thousand_connections_leave_no_descriptor_open_however_they_end()
    {
        using var connector = new EpollConnector();
        var before = Descriptors();
        for (var round = 0; round < 10; round++)
        {
            var pairs = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Pair.OpenAsync(connector)));
            await Task.WhenAll(pairs.Select(EchoAsync)).WaitAsync(Soon);
            for (var i = 0; i < pairs.Length; i++)
                End(pairs[i], i);
        }

        // The loop closes what it was told of a moment later.
        for (var waited = 0; Descriptors() > before + Others && waited < 300; waited++)
            await Task.Delay(100);
        Descriptors().Should().BeLessThanOrEqualTo(before + Others);
    }

    [Fact]
    public async Task Every_connection_gets_its_own_bytes_while_others_come_and_go()
    {
        using var connector = new EpollConnector();

        var users = Enumerable.Range(0, 32).Select(user => Task.Run(() => ComeAndGoAsync(connector, user)));

        await Task.WhenAll(users).WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_refuses()
    {
        using var connector = new EpollConnector();
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var open = () => OpenAsync(connector, free.LocalEndPoint!, CancellationToken.None).WaitAsync(Soon);

        (await open.Should().ThrowAsync<SocketException>())
            .Which.SocketErrorCode.Should()
            .Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task Opening_is_given_up_when_it_is_cancelled()
    {
        using var connector = new EpollConnector();
        // A queue that is full lets nobody in and refuses nobody.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var cancel = new CancellationTokenSource();
        var opening = Enumerable
            .Range(0, 4)
            .Select(_ => OpenAsync(connector, full.LocalEndPoint!, cancel.Token))
            .ToArray();

        await cancel.CancelAsync();

        foreach (var one in opening)
            await one.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Soon);
        opening[^1].IsCanceled.Should().BeTrue();
    }

    private static int Descriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static Task<EpollStream> OpenAsync(EpollConnector connector, EndPoint to, CancellationToken cancel) =>
        connector.ConnectAsync(to, socket => new EpollStream(socket), cancel).AsTask();

    private static async Task EchoAsync(Pair pair)
    {
        await pair.Ours.WriteAsync(new byte[] { 1, 2, 3 });
        var buffer = new byte[3];
        (await pair.Other.ReceiveAsync(buffer)).Should().Be(3);
        await pair.Other.SendAsync(buffer);
        (await pair.Ours.ReadAsync(buffer)).Should().Be(3);
    }

    private static void End(Pair pair, int how)
    {
        if (how % 3 == 0)
            pair.Reset();
        if (how % 3 == 1)
            pair.Other.Shutdown(SocketShutdown.Both);
        pair.Dispose();
    }

    private static async Task ComeAndGoAsync(EpollConnector connector, int user)
    {
        var buffer = new byte[8];
        for (var round = 0; round < 30; round++)
        {
            using var pair = await Pair.OpenAsync(connector);
            for (var n = 0; n < 10; n++)
            {
                var reading = pair.Ours.ReadAsync(buffer);
                await pair.Other.SendAsync(BitConverter.GetBytes(user * 1_000_000L + round * 1000 + n));
                (await reading).Should().Be(8);
                BitConverter.ToInt64(buffer).Should().Be(user * 1_000_000L + round * 1000 + n);
            }

            if (round % 2 == 0)
                pair.Reset();
        }
    }
}
