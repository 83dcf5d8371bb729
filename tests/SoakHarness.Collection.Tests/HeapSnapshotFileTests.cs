using System.IO.Compression;
using CsCheck;
using SoakHarness.Collection.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Tests;

public sealed class HeapSnapshotFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-heap-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_snapshot_is_read_back_unchanged() =>
        Gen.Int[1, 30]
            .SelectMany(n =>
                Gen.Select(Gen.Int[0, n - 1].Array[n], Gen.Int[0, 1 << 30].Array[n], Gen.Int[0, n - 1].Array[0, 60])
            )
            .Sample(
                (types, sizes, targets) =>
                {
                    var n = types.Length;
                    int[] starts = [.. Enumerable.Range(0, n + 1).Select(i => targets.Length * i / n)];
                    var snapshot = new HeapSnapshot
                    {
                        Label = "warm",
                        Types = [.. Enumerable.Range(0, n).Select(i => $"Täpe{i}")],
                        TypeOf = types,
                        SizeOf = sizes,
                        EdgeStart = starts,
                        Edges = targets,
                        Roots = [new HeapRoot(n - 1, RootKind.Static, "A.b"), new HeapRoot(0, RootKind.Stack, "")],
                        DelegateTypes = [n - 1],
                        WeakTableValues = [0, n - 1],
                        Libraries = ["Größe", "Some.Library"],
                        Delegates = [new HeapDelegate(0, "A.On"), new HeapDelegate(n - 1, "A.On")],
                    };
                    var path = Path.Combine(_folder, "x", "s.heap");

                    HeapSnapshotFile.Write(path, snapshot);

                    HeapSnapshotFile.Read(path).Should().BeEquivalentTo(snapshot);
                },
                iter: 50,
                threads: 1
            );

    [Fact]
    public void A_snapshot_of_version_3_is_still_read_and_says_nothing_of_delegates()
    {
        var path = Path.Combine(_folder, "old.heap");
        using (var file = File.Create(path))
        {
            file.Write("SOAKHEAP\u0003"u8);
            using var packed = new BrotliStream(file, CompressionLevel.Fastest);
            // Label, nothing missing, source, one type A of one object of 24 bytes without references, one root.
            packed.Write([1, (byte)'x', 0, 0, 1, 1, (byte)'A', 1, 0, 0, 24, 0, 1, 0, 1, 1, (byte)'b']);
        }

        HeapSnapshotFile
            .Read(path)
            .Should()
            .BeEquivalentTo(
                new HeapSnapshot
                {
                    Label = "x",
                    Types = ["A"],
                    TypeOf = [0],
                    SizeOf = [24],
                    EdgeStart = [0, 0],
                    Edges = [],
                    Roots = [new HeapRoot(0, RootKind.Static, "b")],
                }
            );
    }

    [Theory]
    [InlineData("no snapshot at all")]
    [InlineData("SOAKHEAP\u0001cut off")]
    [InlineData("SOAKHEAP\u0063")]
    public void What_is_no_snapshot_is_refused(string content)
    {
        var path = Path.Combine(_folder, "bad.heap");
        File.WriteAllText(path, content);

        var reading = () => HeapSnapshotFile.Read(path);

        reading
            .Should()
            .Throw<Exception>()
            .Which.Should()
            .Match<Exception>(e => e is InvalidDataException || e is InvalidOperationException);
    }
}
