using System.Runtime.InteropServices;

namespace SoakHarness.Collection.HeapReading;

/// <summary>The memory of a process, read by any number of threads at the same time (process_vm_readv(2)).</summary>
/// <param name="pid">Process.</param>
internal sealed partial class ProcessMemory(int pid)
{
    /// <summary>As <see cref="ReadMemory"/>.</summary>
    internal unsafe int Read(ulong address, Span<byte> into)
    {
        fixed (byte* start = into)
        {
            var (own, others) = (new Piece((nint)start, into.Length), new Piece((nint)address, into.Length));
            return (int)Math.Max(0, ReadFrom(pid, in own, 1, in others, 1, 0));
        }
    }

    [LibraryImport("libc", EntryPoint = "process_vm_readv")]
    private static partial nint ReadFrom(
        int pid,
        in Piece own,
        nuint owns,
        in Piece others,
        nuint ofOthers,
        nuint flags
    );

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Piece(nint Start, nint Length);
}
