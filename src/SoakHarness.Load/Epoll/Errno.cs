using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// Turns the reasons of failed system calls into the errors that the runtime's sockets give for them.
/// </summary>
internal static class Errno
{
    internal const int Again = 11;
    internal const int Interrupted = 4;
    internal const int InProgress = 115;

    /// <summary>The error of the last call on this thread.</summary>
    internal static SocketException Last() => Of(Marshal.GetLastPInvokeError());

    /// <summary>The error for a reason.</summary>
    internal static SocketException Of(int reason) =>
        new(
            (int)(
                reason switch
                {
                    13 or 1 => SocketError.AccessDenied,
                    23 or 24 => SocketError.TooManyOpenSockets,
                    32 => SocketError.Shutdown,
                    99 => SocketError.AddressNotAvailable,
                    101 => SocketError.NetworkUnreachable,
                    103 => SocketError.ConnectionAborted,
                    104 => SocketError.ConnectionReset,
                    105 or 12 => SocketError.NoBufferSpaceAvailable,
                    107 => SocketError.NotConnected,
                    110 => SocketError.TimedOut,
                    111 => SocketError.ConnectionRefused,
                    112 => SocketError.HostDown,
                    113 => SocketError.HostUnreachable,
                    _ => SocketError.SocketError,
                }
            )
        );
}
