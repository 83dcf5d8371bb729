using System.IO.Compression;
using System.Text;

namespace SoakHarness.Collection.Tests.Metadata;

/// <summary>Writes what <c>dotnet publish -p:PublishSingleFile=true</c> does: a host, files, and their table.</summary>
internal static class PackedProgram
{
    private const int Host = 1_048_570;

    internal static readonly byte[] Mark = Convert.FromHexString(
        "8B1202B96A612038727B930214D7A03213F5B9E6EFAE3318EE3B2DCE24B36AAE"
    );

    /// <param name="path">The program.</param>
    /// <param name="files">Kind (1 an assembly, 3 the list of packages), name and content.</param>
    /// <param name="isCompressed">True to compress them.</param>
    /// <param name="version">Version of the table.</param>
    internal static void Write(
        string path,
        (byte Kind, string Name, byte[] Content)[] files,
        bool isCompressed = false,
        uint version = 6
    )
    {
        using var file = File.Create(path);
        using var writer = new BinaryWriter(file, Encoding.UTF8);
        // The mark stands across the megabytes in which a host is searched.
        writer.Write(new byte[Host]);
        writer.Write(0L);
        writer.Write(Mark);
        var places = files.Select(f => Append(writer, f.Content, isCompressed)).ToArray();
        var table = file.Position;
        writer.Write(version);
        writer.Write(0u);
        writer.Write(files.Length);
        writer.Write("an id");
        writer.Write(new byte[40]);
        foreach (var (place, (kind, name, content)) in places.Zip(files))
        {
            writer.Write(place);
            writer.Write((long)content.Length);
            if (version >= 6)
                writer.Write(isCompressed ? 1L : 0L);
            writer.Write(kind);
            writer.Write(name);
        }

        writer.Flush();
        file.Position = Host;
        writer.Write(table);
    }

    private static long Append(BinaryWriter writer, byte[] content, bool isCompressed)
    {
        writer.Flush();
        var place = writer.BaseStream.Position;
        if (!isCompressed)
            writer.Write(content);
        else
            using (var packing = new DeflateStream(writer.BaseStream, CompressionLevel.Fastest, leaveOpen: true))
                packing.Write(content);
        return place;
    }
}
