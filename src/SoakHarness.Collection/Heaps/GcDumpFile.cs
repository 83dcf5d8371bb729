using System.Text;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Writes a snapshot as a <c>.gcdump</c>, which PerfView, Visual Studio and dotnet-gcdump read: a FastSerialization
/// stream with one object, a <c>GCHeapDump</c> of version 10 that holds a <c>Graphs.MemoryGraph</c>. Above the objects
/// stand nodes without size for the roots and their kinds. Addresses are not kept in our snapshots: the number of the
/// object stands for it.
/// </summary>
public static class GcDumpFile
{
    private const byte NullReference = 1;
    private const byte BeginObject = 4;
    private const byte EndObject = 6;
    private const byte TaggedByte = 8;
    private const byte TaggedString = 13;
    private const int NullString = -1;

    /// <summary>Writes the file.</summary>
    /// <param name="path">File.</param>
    /// <param name="snapshot">Snapshot.</param>
    /// <param name="collected">When it was taken, in UTC.</param>
    public static void Write(string path, HeapSnapshot snapshot, DateTime collected)
    {
        var graph = new GcDumpGraph(snapshot);
        using var writer = new BinaryWriter(File.Create(path), Encoding.ASCII);
        Write(writer, "!FastSerialization.1");
        Begin(writer, "GCHeapDump", version: 10, readableSince: 8);
        WriteGraph(writer, graph);
        WriteCollection(writer, snapshot, collected);
        writer.Write(EndObject);
        writer.Write(EndObject);
        var forwardReferences = (int)writer.BaseStream.Position;
        writer.Write(0);
        var trailer = (int)writer.BaseStream.Position;
        writer.Write(forwardReferences);
        writer.Write(trailer);
    }

    private static void WriteGraph(BinaryWriter writer, GcDumpGraph graph)
    {
        Begin(writer, "Graphs.MemoryGraph", version: 1, readableSince: 0);
        writer.Write(graph.Bytes);
        writer.Write(graph.Root);
        writer.Write(graph.Types.Count);
        foreach (var (name, size) in graph.Types)
        {
            Write(writer, name);
            writer.Write(size);
            writer.Write(NullString);
        }

        writer.Write(graph.Places.Count);
        foreach (var place in graph.Places)
            writer.Write(place);
        writer.Write((int)graph.Nodes.Length);
        writer.Flush();
        graph.Nodes.WriteTo(writer.BaseStream);
        writer.Write(graph.Places.Count);
        for (var node = 0L; node < graph.Places.Count; node++)
            writer.Write(node);
        // 64 bits.
        writer.Write(TaggedByte);
        writer.Write(true);
        writer.Write(EndObject);
    }

    private static void WriteCollection(BinaryWriter writer, HeapSnapshot snapshot, DateTime collected)
    {
        writer.Write(true);
        // Counts and sizes are as they are: nothing was sampled.
        writer.Write(1f);
        writer.Write(1f);
        // Neither a heap of JavaScript nor segments.
        writer.Write(NullReference);
        writer.Write(NullReference);
        Write(writer, $"Heap snapshot {snapshot.Label}");
        writer.Write(collected.Ticks);
        writer.Write(NullString);
        writer.Write(NullString);
        // Process id, committed bytes and working set are not in a snapshot.
        writer.Write(0);
        writer.Write(0L);
        writer.Write(0L);
        writer.Write(0);
        writer.Write(TaggedString);
        Write(writer, "soak");
    }

    private static void Begin(BinaryWriter writer, string type, int version, int readableSince)
    {
        writer.Write(BeginObject);
        writer.Write(BeginObject);
        writer.Write(NullReference);
        writer.Write(version);
        writer.Write(readableSince);
        Write(writer, type);
        writer.Write(EndObject);
    }

    private static void Write(BinaryWriter writer, string text)
    {
        writer.Write(text.Length);
        writer.Write(Encoding.ASCII.GetBytes(text));
    }
}
