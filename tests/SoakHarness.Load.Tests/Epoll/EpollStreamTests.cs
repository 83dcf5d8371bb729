using System.Net.Sockets;
using SoakHarness.Load.Epoll;

namespace SoakHarness.Load.Tests.Epoll;

public sealed class EpollStreamTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly EpollConnector _connector = new();

    [Fact]
    public async Task What_is_sent_arrives_whole_however_it_is_cut()
    {
        using var pair = await Pair.OpenAsync(_connector);
        var sent = new byte[300_000];
        new Random(1).NextBytes(sent);

        var sending = SendInPiecesAsync(pair.Other, sent);
        var received = await ReadAsync(pair.Ours, 7000).WaitAsync(Soon);

        received.Should().Equal(sent);
        await sending;
    }

    [Fact]
    public async Task A_write_waits_until_the_other_side_takes_it()
    {
        using var pair = await Pair.OpenAsync(_connector);
        var written = new byte[20_000_000];
        new Random(2).NextBytes(written);

        var writing = pair.Ours.WriteAsync(written).AsTask();
        writing.IsCompleted.Should().BeFalse("no socket buffers 20 MB");
        var received = await ReceiveAsync(pair.Other, written.Length).WaitAsync(Soon);

        await writing.WaitAsync(Soon);
        received.Should().Equal(written);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_read_that_waits_sees_the_end(bool isReset)
    {
        using var pair = await Pair.OpenAsync(_connector);
        var reading = pair.Ours.ReadAsync(new byte[10]).AsTask();

        if (isReset)
            pair.Reset();
        else
            pair.Other.Shutdown(SocketShutdown.Send);

        var read = async () => await reading.WaitAsync(Soon);
        if (isReset)
            await read.Should().ThrowAsync<IOException>();
        else
            (await read()).Should().Be(0);
    }

    [Fact]
    public async Task What_came_before_the_end_is_read_first()
    {
        using var pair = await Pair.OpenAsync(_connector);
        pair.Other.Send(new byte[5000]);
        pair.Other.Close();

        (await ReadAsync(pair.Ours, 999).WaitAsync(Soon)).Should().HaveCount(5000);
    }

    [Fact]
    public async Task An_empty_read_waits_for_something_to_read_and_leaves_it_there()
    {
        using var pair = await Pair.OpenAsync(_connector);
        var waiting = pair.Ours.ReadAsync(Memory<byte>.Empty).AsTask();
        waiting.IsCompleted.Should().BeFalse();

        pair.Other.Send([7]);

        (await waiting.WaitAsync(Soon)).Should().Be(0);
        var one = new byte[10];
        (await pair.Ours.ReadAsync(one).AsTask().WaitAsync(Soon)).Should().Be(1);
        one[0].Should().Be(7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disposal_ends_a_read_and_a_write_that_wait(bool otherSideClosedBefore)
    {
        using var pair = await Pair.OpenAsync(_connector);
        var writing = pair.Ours.WriteAsync(new byte[20_000_000]).AsTask();
        if (otherSideClosedBefore)
        {
            pair.Other.Shutdown(SocketShutdown.Send);
            (await pair.Ours.ReadAsync(new byte[1]).AsTask().WaitAsync(Soon)).Should().Be(0);
        }

        var reading = pair.Ours.ReadAsync(new byte[1]).AsTask();
        await pair.Ours.DisposeAsync();

        await Ended(reading).WaitAsync(Soon);
        await Ended(writing).WaitAsync(Soon);
        writing.IsFaulted.Should().BeTrue("20 MB were not sent");
    }

    [Fact]
    public async Task The_end_of_the_loop_ends_every_wait_and_no_other_begins()
    {
        using var pair = await Pair.OpenAsync(_connector);
        var reading = pair.Ours.ReadAsync(new byte[1]).AsTask();

        _connector.Dispose();

        await Ended(reading).WaitAsync(Soon);
        var open = () => Pair.OpenAsync(_connector);
        await open.Should().ThrowAsync<ObjectDisposedException>();
    }

    public void Dispose() => _connector.Dispose();

    private static Task Ended(Task task) => task.ContinueWith(_ => { }, TaskScheduler.Default);

    private static async Task SendInPiecesAsync(Socket socket, byte[] bytes)
    {
        var random = new Random(3);
        for (var at = 0; at < bytes.Length; )
        {
            var length = Math.Min(random.Next(1, 9000), bytes.Length - at);
            at += await socket.SendAsync(bytes.AsMemory(at, length));
            if (random.Next(4) == 0)
                await Task.Yield();
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int atOnce)
    {
        var all = new MemoryStream();
        var buffer = new byte[atOnce];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
            all.Write(buffer, 0, read);
        return all.ToArray();
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket, int length)
    {
        var all = new byte[length];
        for (var at = 0; at < length; )
            at += await socket.ReceiveAsync(all.AsMemory(at));
        return all;
    }
}
