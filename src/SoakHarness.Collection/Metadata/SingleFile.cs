using System.IO.Compression;
using System.Text;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// The assemblies that a program in a single file has inside it. Such a program carries, just before a mark of 32
/// bytes, the place of a table of its files, which may be compressed.
/// </summary>
internal sealed class SingleFile
{
    private const int FirstWithLists = 2;
    private const int FirstWithCompression = 6;
    private const byte Assembly = 1;
    private const byte DependencyList = 3;
    private const int MostFiles = 100_000;
    private const int Chunk = 1024 * 1024;

    // The mark stands in the host, to which the files are appended.
    private const int LargestHost = 64 * Chunk;

    private static readonly byte[] Mark = Convert.FromHexString(
        "8B1202B96A612038727B930214D7A03213F5B9E6EFAE3318EE3B2DCE24B36AAE"
    );

    private readonly string _program;
    private readonly Dictionary<string, Entry> _entries;

    private SingleFile(string program, Dictionary<string, Entry> entries) => (_program, _entries) = (program, entries);

    /// <summary>Names of its assemblies, with their ending.</summary>
    internal IEnumerable<string> Assemblies => Names(Assembly);

    /// <summary>Its list of packages; null when it has none.</summary>
    internal Stream? Dependencies => Names(DependencyList).FirstOrDefault() is { } name ? Open(name) : null;

    /// <summary>Reads the table.</summary>
    /// <param name="program">File of the program.</param>
    /// <returns>Null for any other program, or one that cannot be read.</returns>
    internal static SingleFile? Of(string program)
    {
        try
        {
            using var file = File.OpenRead(program);
            return PlaceOfTable(file) is > 0 and var place && place < file.Length
                ? new SingleFile(program, ReadTable(file, place))
                : null;
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The content of a file in it; null when it is not there.</summary>
    /// <param name="name">Name, as the table has it.</param>
    /// <exception cref="IOException">The program cannot be read any more.</exception>
    /// <exception cref="InvalidDataException">What is there is not what was packed.</exception>
    internal Stream? Open(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
            return null;
        using var file = File.OpenRead(_program);
        file.Position = entry.Offset;
        var content = new byte[entry.Size];
        if (entry.Compressed == 0)
        {
            file.ReadExactly(content);
            return new MemoryStream(content);
        }

        using var unpacking = new DeflateStream(file, CompressionMode.Decompress);
        unpacking.ReadExactly(content);
        return new MemoryStream(content);
    }

    private IEnumerable<string> Names(byte kind) => _entries.Where(e => e.Value.Kind == kind).Select(e => e.Key);

    /// <summary>Where the table is; 0 in a host without files, null in any other program.</summary>
    private static long? PlaceOfTable(FileStream file)
    {
        var kept = Mark.Length + sizeof(long);
        var bytes = new byte[kept + Chunk];
        for (long read = 0; read < LargestHost; read += Chunk)
        {
            var came = file.ReadAtLeast(bytes.AsSpan(kept, Chunk), Chunk, throwOnEndOfStream: false);
            var at = bytes.AsSpan(0, kept + came).IndexOf(Mark);
            if (at >= sizeof(long))
                return BitConverter.ToInt64(bytes, at - sizeof(long));
            if (came < Chunk)
                return null;
            // The mark and what stands before it may be cut by the end of a chunk.
            bytes.AsSpan(Chunk, kept).CopyTo(bytes);
        }

        return null;
    }

    private static Dictionary<string, Entry> ReadTable(FileStream file, long place)
    {
        file.Position = place;
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        var version = reader.ReadUInt32();
        _ = reader.ReadUInt32();
        var count = reader.ReadInt32();
        if (version < FirstWithLists || count is < 0 or > MostFiles)
            throw new InvalidDataException($"A table of version {version} with {count} files is not known.");
        _ = reader.ReadString();
        // Places and sizes of two of the files, which are in the table as well, and flags.
        const int known = 5 * sizeof(long);
        file.Position += known;
        var entries = new Dictionary<string, Entry>();
        for (var i = 0; i < count; i++)
        {
            var (offset, size) = (reader.ReadInt64(), reader.ReadInt64());
            var compressed = version >= FirstWithCompression ? reader.ReadInt64() : 0;
            var entry = new Entry(reader.ReadByte(), offset, size, compressed);
            var name = reader.ReadString();
            if (offset >= 0 && size is >= 0 and < int.MaxValue && offset <= file.Length)
                entries[name] = entry;
        }

        return entries;
    }

    /// <summary>A file in it; sizes in bytes, the compressed one 0 when it is not compressed.</summary>
    private sealed record Entry(byte Kind, long Offset, long Size, long Compressed);
}
