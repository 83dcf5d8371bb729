using Microsoft.Diagnostics.NETCore.Client;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.DotNet;

/// <summary>
/// Opens and closes event sessions without ever hanging on a target that is suspended, dying, or not .NET.
/// </summary>
internal static class Sessions
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>Opens a session, trying again while the target's runtime is still starting.</summary>
    /// <returns>The session; null, with the reason recorded, when it cannot be opened before the deadline.</returns>
    internal static async Task<EventPipeSession?> TryOpenAsync(
        SidecarContext context,
        EventPipeSessionConfiguration configuration,
        TimeSpan within,
        CancellationToken cancel
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(within);
        var last = "the target did not answer";
        while (!deadline.IsCancellationRequested)
        {
            try
            {
                return await StartAsync(context.Options.Pid, configuration, deadline.Token);
            }
            catch (Exception failure) when (IsUnreachable(failure))
            {
                last = failure is OperationCanceledException ? last : failure.Message;
            }

            await Task.WhenAny(Task.Delay(Between, deadline.Token));
        }

        if (!cancel.IsCancellationRequested && Directory.Exists($"/proc/{context.Options.Pid}"))
        {
            context.Report(
                RunEventKind.Problem,
                DiagnosticsSwitch.Of(context.Options.Pid) is { } setting
                    ? $"{RunEvent.NoDiagnostics}{context.Options.Pid} are disabled: {setting} is in its environment. Only /proc is recorded."
                    : $"{RunEvent.NoDiagnostics}{context.Options.Pid} cannot be reached ({last.TrimEnd('.')}). "
                        + "Are they disabled (DOTNET_EnableDiagnostics=0), or does it run as another user? Only /proc is recorded."
            );
        }

        return null;
    }

    /// <summary>
    /// Starts a session. Runtimes before .NET 9 do not know the command that declines stacks: they are asked with the
    /// older one, and send stacks along, which nobody reads.
    /// </summary>
    internal static async Task<EventPipeSession> StartAsync(
        int pid,
        EventPipeSessionConfiguration configuration,
        CancellationToken cancel
    )
    {
        var client = new DiagnosticsClient(pid);
        try
        {
            return await client.StartEventPipeSessionAsync(configuration, cancel);
        }
        catch (UnsupportedCommandException) when (!configuration.RequestStackwalk)
        {
            var older = new EventPipeSessionConfiguration(
                configuration.Providers,
                configuration.CircularBufferSizeInMB,
                configuration.RequestRundown,
                requestStackwalk: true
            );
            return await client.StartEventPipeSessionAsync(older, cancel);
        }
    }

    /// <summary>
    /// Closes a session: asks the runtime first, then drops the connection, which always frees the reader.
    /// </summary>
    internal static async Task CloseAsync(EventPipeSession session, Task reading)
    {
        using var deadline = new CancellationTokenSource(CloseWithin);
        try
        {
            await session.StopAsync(deadline.Token);
        }
        catch (Exception gone) when (IsUnreachable(gone))
        {
            // The target is gone or suspended; dropping the connection below ends the session on both sides.
            await Task.Yield();
        }

        await Task.WhenAny(reading, Task.Delay(CloseWithin));
        session.Dispose();
        await Task.WhenAny(reading, Task.Delay(CloseWithin));
    }

    /// <summary>True for what a call fails with whose target is gone, suspended, refuses, or is late.</summary>
    internal static bool IsUnreachable(Exception failure) =>
        failure
            is ServerNotAvailableException
                or ServerErrorException
                or IOException
                or System.Net.Sockets.SocketException
                or OperationCanceledException
                or TimeoutException;
}
