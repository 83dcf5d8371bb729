using SoakHarness.Collection.Heaps;

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
            var (heap, stopped) = question.Dump is { } dump
                ? (DumpedHeap.Read(dump, question.Label, question.Runtime), TimeSpan.Zero)
                : StoppedHeap.Read(question.Pid, question.Label, question.Runtime);
            HeapSnapshotFile.Write(question.File, heap with { Libraries = question.Libraries });
            return new HeapAnswer
            {
                Objects = heap.Count,
                Bytes = heap.SizeOf.Sum(bytes => (long)bytes),
                StoppedMs = stopped.TotalMilliseconds,
            };
        }
#pragma warning disable CA1031 // Reading the memory of another process can fail in any way; the caller goes on and says why.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new HeapAnswer { Problem = failure.Message };
        }
    }
}
