using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Reads a .NET process by ClrMD, with the data access library that stands beside its runtime. Unless asked to, it does
/// not suspend the process: what is read may be torn.
/// </summary>
internal static class PassiveRuntime
{
    /// <summary>Attaches, reads and detaches.</summary>
    /// <param name="pid">Process.</param>
    /// <param name="suspend">True to stop all its threads meanwhile.</param>
    /// <param name="read">What to do with its runtime.</param>
    /// <returns>Null when it was read, else why not.</returns>
    internal static string? Read(int pid, bool suspend, Action<ClrRuntime> read)
    {
        try
        {
            using var target = DataTarget.AttachToProcess(pid, suspend, null);
            if (target.ClrVersions.Length == 0)
                return "the process has no CoreCLR (NativeAOT, or a single file): its metadata cannot be read";
            using var runtime = Open(target);
            read(runtime);
            return null;
        }
#pragma warning disable CA1031 // Reading the memory of another process can fail in any way; what it gives is a bonus.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure.Message;
        }
    }

    /// <summary>Opens the first runtime in a process or dump.</summary>
    internal static ClrRuntime Open(DataTarget target)
    {
        var info = target.ClrVersions[0];
        return info.CreateRuntime(
            Path.Combine(Path.GetDirectoryName(info.ModuleInfo.FileName)!, "libmscordaccore.so"),
            ignoreMismatch: true
        );
    }
}
