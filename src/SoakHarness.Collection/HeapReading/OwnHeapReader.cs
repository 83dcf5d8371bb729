using SoakHarness.Collection.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.HeapReading;

/// <summary>
/// Reads in this process, which takes some hundred bytes of its memory for each object, and ends with it where the
/// runtime's data access library crashes: whoever has to go on afterwards asks a <see cref="ChildHeapReader"/>.
/// </summary>
public sealed class OwnHeapReader : IHeapReader
{
    /// <inheritdoc />
    public HeapAnswer Read(HeapQuestion question)
    {
        try
        {
            return question.Dump is { } dump ? ReadDump(dump, question) : ReadStopped(question);
        }
#pragma warning disable CA1031 // Reading the memory of another process can fail in any way; the caller goes on and says why.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new HeapAnswer { Problem = failure.Message };
        }
    }

    private static HeapAnswer ReadDump(string dump, HeapQuestion question)
    {
        var (heap, doubt) = DumpedHeap.Read(dump, question.Label, question.Runtime);
        return Keep(heap, question) with { Doubt = doubt };
    }

    private static HeapAnswer ReadStopped(HeapQuestion question)
    {
        var (heap, stopped) = StoppedHeap.Read(question.Pid, question.Label, question.Runtime);
        return Keep(heap, question) with { StoppedMs = stopped.TotalMilliseconds };
    }

    private static HeapAnswer Keep(HeapSnapshot heap, HeapQuestion question)
    {
        HeapSnapshotFile.Write(question.File, heap with { Libraries = question.Libraries });
        return new HeapAnswer { Objects = heap.Count, Bytes = heap.SizeOf.Sum(bytes => (long)bytes) };
    }
}
