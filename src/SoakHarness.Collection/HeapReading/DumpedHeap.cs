using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.Metadata;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.HeapReading;

/// <summary>Reads the heap of a process dump.</summary>
internal static class DumpedHeap
{
    private const string FewHandles =
        "its tables of GC handles were not recognised, and what only such a handle holds may be missing";

    /// <summary>Reads a dump.</summary>
    /// <param name="path">Dump file.</param>
    /// <param name="label">Label of the snapshot.</param>
    /// <param name="place">Where the runtime of the dumped process is.</param>
    /// <returns>The heap; and what may be missing from it, null when nothing may.</returns>
    /// <exception cref="FileNotFoundException">Its runtime is not on this machine.</exception>
    /// <exception cref="InvalidDataException">There is no .NET runtime in it, or it cannot be read.</exception>
    internal static (HeapSnapshot Heap, string? Doubt) Read(string path, string label, RuntimePlace place)
    {
        using var target = OpenedRuntime.Target(options => DataTarget.LoadDump(path, options), place);
        if (target.ClrVersions.Length == 0)
            throw new InvalidDataException("there is no .NET runtime in the dump");
        using var runtime = OpenedRuntime.Open(target, place);
        var heap = new RuntimeHeap(runtime, read: null);
        heap.Prepare(MappedMemory.OfDump(path));
        return heap.TryCopy()
            ? (heap.Build(label, "dump"), heap.HasAllHandles ? null : FewHandles)
            : throw new InvalidDataException(
                "its heap cannot be walked: the process was dumped in the middle of a collection, or not whole"
            );
    }
}
