using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Metadata;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.HeapReading;

/// <summary>
/// Reads the heap of a process that is stopped for it: from outside, so that it takes nothing of the process's memory,
/// and for no longer than its objects, references and roots are copied.
/// </summary>
internal static class StoppedHeap
{
    private const int MostTimes = 5;

    // The runtime's data access library takes about a millisecond for the stack of each.
    private const int MostThreads = 300;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads a process.</summary>
    /// <param name="pid">Process.</param>
    /// <param name="label">Label of the snapshot.</param>
    /// <param name="place">Where its runtime is.</param>
    /// <returns>The heap, and for how long the process stood still at a time at the most.</returns>
    /// <exception cref="InvalidDataException">There is no .NET runtime in it, or it cannot be read.</exception>
    /// <exception cref="InvalidOperationException">It may not be stopped, or has too many threads.</exception>
    internal static (HeapSnapshot Heap, TimeSpan Stopped) Read(int pid, string label, RuntimePlace place)
    {
        var threads = Directory.GetDirectories(FormattableString.Invariant($"/proc/{pid}/task")).Length;
        if (threads > MostThreads)
            throw new InvalidOperationException(
                FormattableString.Invariant(
                    $"it has {threads} threads, and to read the stacks of more than {MostThreads} it would stand still for too long"
                )
            );
        using var target = OpenedRuntime.Target(options => OpenedRuntime.Attach(pid, options), place);
        if (target.ClrVersions.Length == 0)
            throw new InvalidDataException("there is no CoreCLR in the process");
        using var runtime = OpenedRuntime.Open(target, place);
        var heap = new RuntimeHeap(runtime, new ProcessMemory(pid).Read);
        var rehearsal = heap.RehearseAsync();
        heap.Prepare(MappedMemory.Of(pid));
        rehearsal.GetAwaiter().GetResult();
        if (!heap.HasAllHandles)
            throw new InvalidDataException("the tables of its GC handles were not found");
        var stopped = Copy(pid, heap);
        LargeArrays.GiveBack();
        return (heap.Build(label, "process"), stopped);
    }

    private static TimeSpan Copy(int pid, RuntimeHeap heap)
    {
        var longest = TimeSpan.Zero;
        for (var times = 1; times <= MostTimes; times++)
        {
            bool isCopied;
            using (var process = new StoppedProcess(pid))
            {
                isCopied = heap.TryCopy();
                process.Dispose();
                longest = process.Elapsed > longest ? process.Elapsed : longest;
            }

            if (isCopied)
                return longest;
            Thread.Sleep(Between);
        }

        throw new InvalidDataException("its heap could not be walked: it was always in the middle of a collection");
    }
}
