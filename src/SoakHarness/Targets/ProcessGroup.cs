using System.Runtime.InteropServices;

namespace SoakHarness.Targets;

/// <summary>Process groups of Unix systems. On Windows there are none and every call does nothing.</summary>
internal static partial class ProcessGroup
{
    private const int Term = 15;
    private const int ForceKill = 9;

    /// <summary>Makes the calling process the leader of a session and process group of its own.</summary>
    /// <returns>Id of the group; 0 where there are no groups.</returns>
    internal static int LeadOwn()
    {
        if (OperatingSystem.IsWindows())
            return 0;
        _ = SetSid();
        return Environment.ProcessId;
    }

    /// <summary>Sends SIGTERM to every process of the group.</summary>
    internal static void AskToEnd(int group) => Send(group, Term);

    /// <summary>Sends SIGTERM to one process.</summary>
    internal static void AskOne(int pid)
    {
        if (pid > 1 && !OperatingSystem.IsWindows())
            _ = SendSignal(pid, Term);
    }

    /// <summary>Sends SIGKILL to every process of the group. The caller ends too when it belongs to it.</summary>
    internal static void Kill(int group) => Send(group, ForceKill);

    /// <summary>True while any process of the group lives.</summary>
    internal static bool IsAlive(int group) => group > 1 && !OperatingSystem.IsWindows() && SendSignal(-group, 0) == 0;

    private static void Send(int group, int signal)
    {
        if (group > 1 && !OperatingSystem.IsWindows())
            _ = SendSignal(-group, signal);
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
