using SoakHarness.Collection.Heaps;

namespace SoakHarness.Collection.Dumps;

/// <summary>
/// Reads in this process, which takes some hundred bytes of its memory for each object, and ends with it where the
/// runtime's data access library crashes: whoever has to go on afterwards asks a <see cref="ChildDumpReader"/>.
/// </summary>
public sealed class OwnDumpReader : IDumpReader
{
    /// <inheritdoc />
    public DumpAnswer Read(DumpQuestion question)
    {
        try
        {
            var snapshot = HeapDump.Read(question.Dump, question.Label, question.Runtime) with
            {
                Libraries = question.Libraries,
            };
            HeapSnapshotFile.Write(question.File, snapshot);
            return new DumpAnswer { Objects = snapshot.Count, Bytes = snapshot.SizeOf.Sum(bytes => (long)bytes) };
        }
#pragma warning disable CA1031 // Reading the memory of another process can fail in any way; the caller goes on and says why.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new DumpAnswer { Problem = failure.Message };
        }
    }
}
