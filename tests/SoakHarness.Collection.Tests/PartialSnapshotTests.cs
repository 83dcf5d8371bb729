using System.Diagnostics;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests;

/// <summary>
/// On this process itself: while its heap is walked nobody empties the buffer, so that what does not fit is lost for
/// certain.
/// </summary>
[Collection(nameof(WholeProcess))]
public sealed class PartialSnapshotTests : IDisposable
{
    private const int Objects = 700_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-partial-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(16, false)]
    [InlineData(512, true)]
    public async Task A_buffer_that_is_too_small_for_the_heap_makes_a_partial_snapshot(int megabytes, bool isComplete)
    {
        object[] held = [.. Enumerable.Range(0, Objects).Select(i => new int[] { i })];
        var options = new SidecarOptions
        {
            Pid = Environment.ProcessId,
            Recording = "",
            Folder = _folder,
            Origin = Stopwatch.GetTimestamp(),
        };
        var snapshotter = new DotNetHeapSnapshotter(new SidecarContext(options, new Nowhere(), _ => { }), () => null)
        {
            BufferMegabytes = megabytes,
        };

        var taken = await snapshotter.TakeAsync("x", CancellationToken.None);

        GC.KeepAlive(held);
        taken.IsComplete.Should().Be(isComplete, taken.Note);
        (taken.Objects > Objects).Should().Be(isComplete);
        taken.Note.StartsWith("partial: ", StringComparison.Ordinal).Should().Be(!isComplete);
        HeapSnapshotFile
            .ReadHead(Path.Combine(_folder, taken.File))
            .Head.Missing.Length.Should()
            .Match(length => length == 0 == isComplete);
    }

    [Fact]
    public async Task Two_snapshots_at_the_same_time_are_not_one_of_twice_the_heap()
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/static-dictionary?kb=1", 2000);
        var alone = await TakeAsync(zoo, "alone", TimeSpan.Zero);
        alone.IsComplete.Should().BeTrue(alone.Note);

        var both = await Task.WhenAll(
            TakeAsync(zoo, "first", TimeSpan.Zero),
            TakeAsync(zoo, "second", TimeSpan.FromMilliseconds(30))
        );

        both.Should()
            .OnlyContain(taken =>
                taken.IsComplete
                    ? taken.Bytes < 1.5 * alone.Bytes
                    : taken.Note.StartsWith("partial: ", StringComparison.Ordinal)
            );
    }

    private async Task<SnapshotTaken> TakeAsync(Zoo zoo, string label, TimeSpan after)
    {
        await Task.Delay(after);
        var options = new SidecarOptions
        {
            Pid = zoo.Pid,
            Recording = "",
            Folder = _folder,
            Origin = Stopwatch.GetTimestamp(),
        };
        return await new DotNetHeapSnapshotter(
            new SidecarContext(options, new Nowhere(), _ => { }),
            () => null
        ).TakeAsync(label, CancellationToken.None);
    }

    private sealed class Nowhere : IRecordingSink
    {
        public void Write(Entry entry) => Debug.Assert(entry is not null, "entries are not kept");
    }
}
