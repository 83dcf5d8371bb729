using System.Text;
using SoakHarness.Collection.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Tests;

/// <summary>
/// Reads the file by the format's own rules; that <c>dotnet-gcdump report</c> reads it too is checked by hand, as it
/// comes from the network.
/// </summary>
public sealed class GcDumpFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Types_sizes_references_and_roots_are_in_the_file()
    {
        var heap = new HeapSnapshot
        {
            Label = "warm",
            Types = ["Shop.Cache", "Shop.Order"],
            TypeOf = [0, 1, 1],
            SizeOf = [24, 32, 100_000],
            EdgeStart = [0, 2, 2, 3],
            Edges = [1, 2, 0],
            Roots = [new HeapRoot(0, RootKind.Static, "Shop.Cache.s_it"), new HeapRoot(2, RootKind.Stack, "")],
        };

        GcDumpFile.Write(_path, heap, DateTime.UnixEpoch);

        using var reader = new BinaryReader(File.OpenRead(_path));
        Text(reader).Should().Be("!FastSerialization.1");
        Begin(reader).Should().Be((10, 8, "GCHeapDump"));
        Begin(reader).Should().Be((1, 0, "Graphs.MemoryGraph"));
        reader.ReadInt64().Should().Be(100_056, "that many bytes are in the objects");
        var root = reader.ReadInt32();
        var types = Enumerable.Range(0, reader.ReadInt32()).Select(_ => Type(reader)).ToArray();
        var places = Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32()).ToArray();
        var nodes = reader.ReadBytes(reader.ReadInt32());
        var read = places.Select((place, node) => Node(nodes, place, node, types)).ToArray();

        read[..3].Should().Equal("Shop.Cache 24 -> 1 2", "Shop.Order 32 -> ", "Shop.Order 100000 -> 0");
        read[3..]
            .Should()
            .Equal(
                "[static var Shop.Cache.s_it] 0 -> 0",
                "[static vars] 0 -> 3",
                "[local vars] 0 -> 2",
                "[.NET Roots] 0 -> 4 5"
            );
        root.Should().Be(6);
        reader.BaseStream.Position = reader.BaseStream.Length - 4;
        var trailer = reader.ReadInt32();
        trailer.Should().Be((int)reader.BaseStream.Length - 8, "the last number says where the trailer is");
    }

    private static string Text(BinaryReader reader) => Encoding.ASCII.GetString(reader.ReadBytes(reader.ReadInt32()));

    private static (int Version, int Since, string Name) Begin(BinaryReader reader)
    {
        reader.ReadBytes(3).Should().Equal(4, 4, 1);
        var type = (reader.ReadInt32(), reader.ReadInt32(), Text(reader));
        reader.ReadByte().Should().Be(6);
        return type;
    }

    private static (string Name, int Size) Type(BinaryReader reader)
    {
        var type = (Text(reader), reader.ReadInt32());
        reader.ReadInt32().Should().Be(-1, "no module is named");
        return type;
    }

    private static string Node(byte[] nodes, int at, int node, (string Name, int Size)[] types)
    {
        var typeAndSize = Number();
        var (name, size) = types[typeAndSize >> 1];
        size = (typeAndSize & 1) == 0 ? size : Number();
        var children = Enumerable.Range(0, Number()).Select(_ => node + Number()).ToArray();
        return $"{name} {size} -> {string.Join(' ', children)}";

        int Number()
        {
            var number = nodes[at] << 25 >> 25;
            while ((nodes[at++] & 0x80) != 0)
                number = (number << 7) + (nodes[at] & 0x7F);
            return number;
        }
    }
}
