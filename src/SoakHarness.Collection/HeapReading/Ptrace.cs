using System.Runtime.InteropServices;

namespace SoakHarness.Collection.HeapReading;

/// <summary>Calls of the C library that stop another process's threads (ptrace(2)).</summary>
internal static partial class Ptrace
{
    internal const int Seize = 0x4206;
    internal const int Interrupt = 0x4207;
    internal const int Detach = 17;
    internal const int GetSignal = 0x4202;

    /// <summary>No such thread: it has ended.</summary>
    internal const int NoSuchThread = 3;

    [LibraryImport("libc", EntryPoint = "ptrace", SetLastError = true)]
    internal static partial nint Call(nint request, int thread, nint address, nint data);

    [LibraryImport("libc", EntryPoint = "ptrace")]
    internal static partial nint Call(nint request, int thread, nint address, out SignalInfo data);

    /// <summary>Why a thread has stopped: the beginning of a <c>siginfo_t</c>, and its size.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    internal struct SignalInfo
    {
        internal int Signal;
        internal int Error;
        internal int Code;
    }
}
