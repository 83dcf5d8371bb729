using System.IO.Compression;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// The file of a snapshot: the bytes <c>SOAKHEAP</c>, a version byte (2), then Brotli-compressed: the label; what is missing, empty when complete (not in version 1); the number of types and their names; the number of
/// objects and for each its type, size and number of edges; all edges as the difference to the object that holds them; the number of roots and for each
/// its object, kind and name. Numbers are 7-bit encoded (differences zigzag), strings are UTF-8 with their length before them.
/// </summary>
public static class HeapSnapshotFile
{
    private const byte Version = 2;

    /// <summary>Writes a snapshot.</summary>
    /// <param name="path">File; its folder is created.</param>
    /// <param name="snapshot">Snapshot.</param>
    public static void Write(string path, HeapSnapshot snapshot)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        file.Write("SOAKHEAP"u8);
        file.WriteByte(Version);
        using var packed = new BufferedStream(new BrotliStream(file, CompressionLevel.Fastest), 1 << 16);
        using var writer = new BinaryWriter(packed);
        writer.Write(snapshot.Label);
        writer.Write(snapshot.Missing);
        writer.Write7BitEncodedInt(snapshot.Types.Length);
        foreach (var type in snapshot.Types)
            writer.Write(type);
        writer.Write7BitEncodedInt(snapshot.Count);
        for (var i = 0; i < snapshot.Count; i++)
        {
            writer.Write7BitEncodedInt(snapshot.TypeOf[i]);
            writer.Write7BitEncodedInt(snapshot.SizeOf[i]);
            writer.Write7BitEncodedInt(snapshot.EdgeStart[i + 1] - snapshot.EdgeStart[i]);
            for (var edge = snapshot.EdgeStart[i]; edge < snapshot.EdgeStart[i + 1]; edge++)
                writer.Write7BitEncodedInt(ZigZag(snapshot.Edges[edge] - i));
        }

        writer.Write7BitEncodedInt(snapshot.Roots.Count);
        foreach (var root in snapshot.Roots)
        {
            writer.Write7BitEncodedInt(root.Target);
            writer.Write((byte)root.Kind);
            writer.Write(root.Name);
        }
    }

    /// <summary>Reads a snapshot.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InvalidDataException">It is no snapshot, is cut off, or is of a newer version.</exception>
    public static HeapSnapshot Read(string path)
    {
        using var file = File.OpenRead(path);
        var magic = new byte[8];
        if (file.ReadAtLeast(magic, 8, throwOnEndOfStream: false) < 8 || !magic.AsSpan().SequenceEqual("SOAKHEAP"u8))
            throw new InvalidDataException($"{path} is no heap snapshot of this harness.");
        var version = file.ReadByte();
        if (version is < 1 or > Version)
            throw new InvalidDataException($"{path} is a heap snapshot of version {version}; this harness reads versions 1 to {Version}.");
        try
        {
            using var reader = new BinaryReader(new BufferedStream(new BrotliStream(file, CompressionMode.Decompress), 1 << 16));
            return Checked(Read(reader, version));
        }
        catch (Exception bad) when (bad is EndOfStreamException or InvalidOperationException or FormatException or OverflowException or InvalidDataException)
        {
            throw new InvalidDataException($"{path} is cut off or damaged: {bad.Message}", bad);
        }
    }

    /// <summary>Every number in it must name something that is there.</summary>
    private static HeapSnapshot Checked(HeapSnapshot snapshot)
    {
        var isSound = Within(snapshot.TypeOf, snapshot.Types.Length) && Within(snapshot.Edges, snapshot.Count)
            && snapshot.Roots.All(r => (uint)r.Target < (uint)snapshot.Count);
        return isSound ? snapshot : throw new InvalidDataException("it refers to what is not there.");
    }

    private static bool Within(int[] numbers, int end)
    {
        foreach (var number in numbers)
        {
            if ((uint)number >= (uint)end)
                return false;
        }

        return true;
    }

    private static HeapSnapshot Read(BinaryReader reader, int version)
    {
        var label = reader.ReadString();
        var missing = version >= 2 ? reader.ReadString() : "";
        var types = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < types.Length; i++)
            types[i] = reader.ReadString();
        var n = reader.Read7BitEncodedInt();
        var (typeOf, sizeOf, starts) = (new int[n], new int[n], new int[n + 1]);
        var edges = new List<int>(2 * n);
        for (var i = 0; i < n; i++)
        {
            (typeOf[i], sizeOf[i]) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
                edges.Add(UnZigZag(reader.Read7BitEncodedInt()) + i);
            starts[i + 1] = edges.Count;
        }

        var roots = new HeapRoot[reader.Read7BitEncodedInt()];
        for (var i = 0; i < roots.Length; i++)
            roots[i] = new HeapRoot(reader.Read7BitEncodedInt(), (RootKind)reader.ReadByte(), reader.ReadString());
        return new HeapSnapshot
        {
            Label = label, Missing = missing, Types = types, TypeOf = typeOf, SizeOf = sizeOf, EdgeStart = starts, Edges = [.. edges], Roots = roots,
        };
    }

    private static int ZigZag(int value) => (value << 1) ^ (value >> 31);

    private static int UnZigZag(int value) => (int)((uint)value >> 1) ^ -(value & 1);
}
