using System.Runtime.InteropServices;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// The system calls of the event loop. All return -1 on failure and leave the reason in
/// <c>Marshal.GetLastPInvokeError</c>; those that every request needs only in <c>Marshal.GetLastSystemError</c>, to be
/// looked at before anything else, since to keep it for later takes two calls more of each.
/// </summary>
internal static partial class LibC
{
    internal const int Stream = 1;
    internal const int NonBlocking = 0x800;
    internal const int CloseOnExec = 0x80000;
    internal const int DontWait = 0x40;
    internal const int Peek = 0x2;
    internal const int NoSignal = 0x4000;
    internal const int Tcp = 6;
    internal const int NoDelay = 1;
    internal const int SocketLevel = 1;
    internal const int PendingError = 4;
    internal const int Both = 2;
    internal const int Add = 1;

    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    internal static partial Descriptor Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    internal static partial int Connect(Descriptor socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "shutdown")]
    internal static partial int Shutdown(Descriptor socket, int how);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    internal static partial int SetOption(Descriptor socket, int level, int option, in int value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    internal static partial int GetOption(Descriptor socket, int level, int option, out int value, ref int length);

    [LibraryImport("libc", EntryPoint = "send")]
    internal static partial nint Send(Descriptor socket, ReadOnlySpan<byte> bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv")]
    internal static partial nint Receive(Descriptor socket, Span<byte> bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial Descriptor CreateEpoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static partial int ControlEpoll(
        Descriptor epoll,
        int operation,
        Descriptor socket,
        ReadOnlySpan<byte> happening
    );

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    internal static partial int WaitEpoll(Descriptor epoll, Span<byte> happenings, int most, int milliseconds);
}
