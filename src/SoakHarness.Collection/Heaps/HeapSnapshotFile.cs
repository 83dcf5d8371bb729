using System.IO.Compression;
using System.Runtime.CompilerServices;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// The file of a snapshot: the bytes <c>SOAKHEAP</c>, a version byte (6), then Brotli-compressed: the label; what is
/// missing, empty when complete (since version 2); what it was read from (since version 3); the number of types and
/// their names; the number of objects; the number of all edges (since version 3); for each object its type, size,
/// number of edges, and each edge as the difference to the object that holds it; the number of roots and for each its
/// object, kind and name; then (since version 4) the number of types that are delegates and each, the number of names
/// of methods and events and each, and the number of delegates with such a name and for each its object and the place
/// of its name; then (since version 5) the number of values of conditional weak tables and each;
/// then (since version 6) the number of namespaces of libraries and each. Numbers are 7-bit
/// encoded (differences zigzag), strings are UTF-8 with their length before them.
/// </summary>
public static class HeapSnapshotFile
{
    private const byte Version = 6;
    private const byte WithMissing = 2;
    private const byte WithSourceAndCount = 3;
    private const byte WithDelegates = 4;
    private const byte WithWeakTableValues = 5;
    private const byte WithLibraries = 6;

    /// <summary>Writes a snapshot.</summary>
    /// <param name="path">File; its folder is created.</param>
    /// <param name="snapshot">Snapshot.</param>
    public static void Write(string path, HeapSnapshot snapshot)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = File.Create(path);
        file.Write("SOAKHEAP"u8);
        file.WriteByte(Version);
        using var packed = new BrotliStream(file, CompressionLevel.Fastest);
        var writer = new HeapNumberWriter(packed);
        writer.Write(snapshot.Label);
        writer.Write(snapshot.Missing);
        writer.Write(snapshot.Source);
        writer.Write(snapshot.Types.Length);
        foreach (var type in snapshot.Types)
            writer.Write(type);
        WriteObjects(writer, snapshot);
        writer.Write(snapshot.Roots.Count);
        foreach (var root in snapshot.Roots)
        {
            writer.Write(root.Target);
            writer.Write((int)root.Kind);
            writer.Write(root.Name);
        }

        HeapDelegateBlock.Write(writer, snapshot);
        writer.Write(snapshot.WeakTableValues);
        writer.Write(snapshot.Libraries.Count);
        foreach (var library in snapshot.Libraries)
            writer.Write(library);
        writer.Flush();
    }

    /// <summary>Reads a snapshot.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InvalidDataException">It is no snapshot, is cut off, or is of a newer version.</exception>
    public static HeapSnapshot Read(string path)
    {
        // Of the snapshot that was looked at before this one.
        LargeArrays.GiveBack();
        return Read(path, (reader, version) => Checked(ReadAll(reader, version)));
    }

    /// <summary>Reads what a snapshot says of itself, without its objects.</summary>
    /// <param name="path">File.</param>
    /// <returns>A snapshot without objects, with its label, what is missing, what it was read from and its types; and
    /// how many objects there are.</returns>
    /// <exception cref="InvalidDataException">It is no snapshot, is cut off, or is of a newer version.</exception>
    public static (HeapSnapshot Head, int Objects) ReadHead(string path) =>
        Read(path, (reader, version) => (Head(reader, version), reader.Count()));

    private static T Read<T>(string path, Func<HeapNumberReader, int, T> read)
    {
        using var file = File.OpenRead(path);
        var magic = new byte[8];
        if (file.ReadAtLeast(magic, 8, throwOnEndOfStream: false) < 8 || !magic.AsSpan().SequenceEqual("SOAKHEAP"u8))
            throw new InvalidDataException($"{path} is no heap snapshot of this harness.");
        var version = file.ReadByte();
        if (version is < 1 or > Version)
            throw new InvalidDataException(
                $"{path} is a heap snapshot of version {version}; this harness reads versions 1 to {Version}."
            );
        try
        {
            using var packed = new BrotliStream(file, CompressionMode.Decompress);
            return read(new HeapNumberReader(packed), version);
        }
        catch (Exception bad)
            when (bad
                    is EndOfStreamException
                        or InvalidOperationException
                        or FormatException
                        or OverflowException
                        or InvalidDataException
                        or IndexOutOfRangeException
            )
        {
            throw new InvalidDataException($"{path} is cut off or damaged: {bad.Message}", bad);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteObjects(HeapNumberWriter writer, HeapSnapshot snapshot)
    {
        writer.Write(snapshot.Count);
        writer.Write(snapshot.EdgeStart[^1]);
        for (var i = 0; i < snapshot.Count; i++)
        {
            writer.Write(snapshot.TypeOf[i]);
            writer.Write(snapshot.SizeOf[i]);
            writer.Write(snapshot.EdgeStart[i + 1] - snapshot.EdgeStart[i]);
            for (var edge = snapshot.EdgeStart[i]; edge < snapshot.EdgeStart[i + 1]; edge++)
                writer.Write(ZigZag(snapshot.Edges[edge] - i));
        }
    }

    private static HeapSnapshot Head(HeapNumberReader reader, int version) =>
        new()
        {
            Label = reader.Text(),
            Missing = version >= WithMissing ? reader.Text() : "",
            Source = version >= WithSourceAndCount ? reader.Text() : "",
            Types = reader.Texts(),
            TypeOf = [],
            SizeOf = [],
            EdgeStart = [0],
            Edges = [],
            Roots = [],
        };

    private static HeapSnapshot ReadAll(HeapNumberReader reader, int version)
    {
        var head = Head(reader, version);
        var n = reader.Count();
        var snapshot = head with { TypeOf = new int[n], SizeOf = new int[n], EdgeStart = new int[n + 1] };
        var whole = snapshot with
        {
            Edges =
                version >= WithSourceAndCount
                    ? Objects(reader, snapshot, new int[reader.Count()])
                    : ObjectsUncounted(reader, snapshot),
            Roots = Roots(reader),
        };
        whole = version >= WithDelegates ? HeapDelegateBlock.Read(reader, whole) : whole;
        whole = version >= WithWeakTableValues ? whole with { WeakTableValues = reader.Numbers() } : whole;
        return version >= WithLibraries ? whole with { Libraries = reader.Texts() } : whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Objects(HeapNumberReader reader, HeapSnapshot into, int[] edges)
    {
        var next = 0;
        for (var i = 0; i < into.Count; i++)
        {
            (into.TypeOf[i], into.SizeOf[i]) = (reader.Number(), reader.Number());
            for (var left = reader.Count(); left > 0; left--)
                edges[next++] = UnZigZag(reader.Number()) + i;
            into.EdgeStart[i + 1] = next;
        }

        return next == edges.Length ? edges : throw new InvalidDataException("it has fewer references than it says.");
    }

    private static int[] ObjectsUncounted(HeapNumberReader reader, HeapSnapshot into)
    {
        var edges = new List<int>(2 * into.Count);
        for (var i = 0; i < into.Count; i++)
        {
            (into.TypeOf[i], into.SizeOf[i]) = (reader.Number(), reader.Number());
            for (var left = reader.Count(); left > 0; left--)
                edges.Add(UnZigZag(reader.Number()) + i);
            into.EdgeStart[i + 1] = edges.Count;
        }

        return [.. edges];
    }

    private static HeapRoot[] Roots(HeapNumberReader reader)
    {
        var roots = new HeapRoot[reader.Count()];
        for (var i = 0; i < roots.Length; i++)
            roots[i] = new HeapRoot(reader.Number(), (RootKind)reader.Number(), reader.Text());
        return roots;
    }

    /// <summary>Every number in it must name something that is there.</summary>
    private static HeapSnapshot Checked(HeapSnapshot snapshot)
    {
        var isSound =
            Within(snapshot.TypeOf, snapshot.Types.Length)
            && Within(snapshot.Edges, snapshot.Count)
            && snapshot.Roots.All(r => (uint)r.Target < (uint)snapshot.Count)
            && snapshot.DelegateTypes.All(type => (uint)type < (uint)snapshot.Types.Length)
            && snapshot.WeakTableValues.All(value => (uint)value < (uint)snapshot.Count)
            && snapshot.Delegates.All(known => (uint)known.Node < (uint)snapshot.Count);
        return isSound ? snapshot : throw new InvalidDataException("it refers to what is not there.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Within(int[] numbers, int end)
    {
        foreach (var number in numbers)
        {
            if ((uint)number >= (uint)end)
                return false;
        }

        return true;
    }

    private static int ZigZag(int value) => (value << 1) ^ (value >> 31);

    private static int UnZigZag(int value) => (int)((uint)value >> 1) ^ -(value & 1);
}
