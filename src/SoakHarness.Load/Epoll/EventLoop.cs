using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// One thread that waits for all sockets of a pool at once (edge-triggered epoll) and runs what comes after: a response
/// costs a read, a write, and its share of a wait. Nothing that runs on it may block.
/// </summary>
internal sealed class EventLoop : IDisposable
{
    private const int MostAtOnce = 256;
    private const int LookAroundMs = 250;
    private const uint Readable = 0x1;
    private const uint Writable = 0x4;
    private const uint Broken = 0x8 | 0x10;
    private const uint ClosedByPeer = 0x2000;
    private const uint OnEdge = 1u << 31;

    // The kernel packs the event on x86-64 only.
    private static readonly int Size = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private readonly Descriptor _epoll = LibC.CreateEpoll(LibC.CloseOnExec);
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private Watched?[] _byNumber = new Watched?[64];
    private int _generation;
    private volatile bool _hasEnded;

    /// <exception cref="System.Net.Sockets.SocketException">The system has no descriptor left.</exception>
    internal EventLoop()
    {
        if (_epoll.IsInvalid)
            throw Errno.Last();
        _thread = new Thread(Run) { IsBackground = true, Name = "soak event loop" };
        _thread.Start();
    }

    /// <summary>Sockets that it watches and that neither side has closed.</summary>
    internal int Standing
    {
        get
        {
            lock (_gate)
                return _byNumber.Count(watched => watched is { Socket.IsEnding: false });
        }
    }

    /// <summary>Begins to tell a socket what happens to it.</summary>
    /// <exception cref="ObjectDisposedException">The loop has ended.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The system has no room for it.</exception>
    internal void Watch(EpollSocket socket, Descriptor descriptor)
    {
        Span<byte> wanted = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, Readable | Writable | ClosedByPeer | OnEdge);
        BinaryPrimitives.WriteInt32LittleEndian(wanted[(Size - 8)..], descriptor.Number);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_hasEnded, this);
            if (descriptor.Number >= _byNumber.Length)
                Volatile.Write(
                    ref _byNumber,
                    [.. _byNumber, .. new Watched?[Math.Max(_byNumber.Length, descriptor.Number)]]
                );
            Volatile.Write(ref _byNumber[descriptor.Number], new Watched(socket, ++_generation));
            BinaryPrimitives.WriteInt32LittleEndian(wanted[(Size - 4)..], _generation);
            if (LibC.ControlEpoll(_epoll, LibC.Add, descriptor, wanted) < 0)
                throw Errno.Last();
        }
    }

    /// <summary>Ends it; before the socket is closed, since its number may be another's right after.</summary>
    internal void Forget(EpollSocket socket, Descriptor descriptor)
    {
        lock (_gate)
        {
            var number = descriptor.Number;
            if (!descriptor.IsClosed && number < _byNumber.Length && _byNumber[number]?.Socket == socket)
                _byNumber[number] = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _hasEnded = true;
        if (Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private void Run()
    {
        var happenings = new byte[MostAtOnce * Size];
        while (!_hasEnded)
        {
            var count = LibC.WaitEpoll(_epoll, happenings, MostAtOnce, LookAroundMs);
            for (var i = 0; i < count; i++)
                Tell(happenings.AsSpan(i * Size, Size));
        }

        // Whoever still waits is told that it is over; nobody can begin to wait from here on.
        foreach (var watched in _byNumber)
            watched?.Socket.EndWithLoop();
        _epoll.Dispose();
    }

    private void Tell(ReadOnlySpan<byte> happening)
    {
        var what = BinaryPrimitives.ReadUInt32LittleEndian(happening);
        var number = BinaryPrimitives.ReadInt32LittleEndian(happening[(Size - 8)..]);
        var generation = BinaryPrimitives.ReadInt32LittleEndian(happening[(Size - 4)..]);
        // News of a socket that was closed since then, whose number is another's by now, are nobody's.
        var byNumber = Volatile.Read(ref _byNumber);
        if (Volatile.Read(ref byNumber[number]) is not { } watched || watched.Generation != generation)
            return;
        watched.Socket.Happened(
            (what & ~(Writable | OnEdge)) != 0,
            (what & (Writable | Broken)) != 0,
            (what & (ClosedByPeer | Broken)) != 0
        );
    }

    /// <summary>A socket, with what its number is told apart by from the same number later.</summary>
    private sealed record Watched(EpollSocket Socket, int Generation);
}
