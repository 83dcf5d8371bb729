using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Tests;

/// <summary>What holds the objects of LeakZoo, as snapshots by events and by a dump name it.</summary>
public sealed class RootsOfTheZooTests : IDisposable
{
    private readonly ZooSnapshots _snapshots = new();

    public void Dispose() => _snapshots.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thread_static_field_is_named_with_its_class(bool dump)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/thread-static?kb=1", 20);

        var snapshot = await _snapshots.TakeAsync(zoo, dump);

        snapshot
            .Roots.Where(root => root.Name == "thread-static LeakZoo.Families.Caches.t_quotes in LeakZoo.dll")
            .Should()
            .NotBeEmpty()
            .And.OnlyContain(root =>
                root.Kind == RootKind.Static
                && snapshot.Types[snapshot.TypeOf[root.Target]].StartsWith("System.Collections.Generic.Dictionary<")
            );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Strong_and_pinned_handles_are_told_apart(bool dump)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/gc-handle?kb=1", 30);
        await zoo.CallAsync("leak/pinned-handle?kb=1", 20);

        var snapshot = await _snapshots.TakeAsync(zoo, dump);

        // A dump is taken without a GC before it, and leaves out what was allocated last.
        Count(RootKind.Handle, "LeakZoo.Families.Handled").Should().BeInRange(dump ? 15 : 30, 30);
        Count(RootKind.PinnedHandle, "System.Byte[]").Should().BeGreaterThanOrEqualTo(dump ? 10 : 20);
        Count(RootKind.PinnedHandle, "LeakZoo.Families.Handled").Should().Be(0);

        int Count(RootKind kind, string type) =>
            snapshot.Roots.Count(root => root.Kind == kind && snapshot.Types[snapshot.TypeOf[root.Target]] == type);
    }
}
