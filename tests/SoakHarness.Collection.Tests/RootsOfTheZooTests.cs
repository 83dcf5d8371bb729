using SoakHarness.Collection.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Tests;

/// <summary>What holds the objects of LeakZoo, as snapshots in each way name it.</summary>
public sealed class RootsOfTheZooTests : IDisposable
{
    private readonly ZooSnapshots _snapshots = new();

    public void Dispose() => _snapshots.Dispose();

    [Theory]
    [InlineData(SnapshotWay.Events)]
    [InlineData(SnapshotWay.Stopped)]
    [InlineData(SnapshotWay.Dump)]
    public async Task A_thread_static_field_is_named_with_its_class(SnapshotWay way)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/thread-static?kb=1", 20);

        var snapshot = await _snapshots.TakeAsync(zoo, way);

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
    [InlineData("static-struct", "LeakZoo.Families.Caches.s_ledger in LeakZoo.dll", SnapshotWay.Events)]
    [InlineData("static-struct", "LeakZoo.Families.Caches.s_ledger in LeakZoo.dll", SnapshotWay.Stopped)]
    [InlineData("static-struct", "LeakZoo.Families.Caches.s_ledger in LeakZoo.dll", SnapshotWay.Dump)]
    [InlineData(
        "thread-static-struct",
        "thread-static LeakZoo.Families.Caches.t_ledger in LeakZoo.dll",
        SnapshotWay.Events
    )]
    [InlineData(
        "thread-static-struct",
        "thread-static LeakZoo.Families.Caches.t_ledger in LeakZoo.dll",
        SnapshotWay.Stopped
    )]
    [InlineData(
        "thread-static-struct",
        "thread-static LeakZoo.Families.Caches.t_ledger in LeakZoo.dll",
        SnapshotWay.Dump
    )]
    public async Task A_static_struct_holds_what_it_refers_to(string name, string holder, SnapshotWay way)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync($"leak/{name}?kb=1", 20);

        var snapshot = await _snapshots.TakeAsync(zoo, way);

        snapshot
            .Roots.Where(root => root.Name == holder)
            .Should()
            .NotBeEmpty()
            .And.OnlyContain(root =>
                root.Kind == RootKind.Static
                && snapshot.Types[snapshot.TypeOf[root.Target]] == "LeakZoo.Families.Ledger"
            );
    }

    [Theory]
    [InlineData(SnapshotWay.Events)]
    [InlineData(SnapshotWay.Stopped)]
    [InlineData(SnapshotWay.Dump)]
    public async Task A_local_variable_is_named_with_the_method_that_has_it(SnapshotWay way)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/consumer-local?kb=1", 20);

        var snapshot = await _snapshots.TakeAsync(zoo, way);

        snapshot
            .Roots.Where(root => root.Name == "LeakZoo.Families.Sorter.Sort()")
            .Should()
            .OnlyContain(root => root.Kind == RootKind.Stack)
            .And.Contain(root =>
                snapshot.Types[snapshot.TypeOf[root.Target]].StartsWith("System.Collections.Generic.Queue<")
            );
    }

    /// <summary>
    /// With server GC there is a table of handles for each processor, also when there are fewer heaps, as there are
    /// where their number adapts.
    /// </summary>
    [Theory]
    [InlineData(SnapshotWay.Events, "1", "1")]
    [InlineData(SnapshotWay.Stopped, "1", "1")]
    [InlineData(SnapshotWay.Stopped, "1", "0")]
    [InlineData(SnapshotWay.Stopped, "0", "0")]
    [InlineData(SnapshotWay.Dump, "1", "1")]
    [InlineData(SnapshotWay.Dump, "0", "0")]
    public async Task Strong_and_pinned_handles_are_told_apart(SnapshotWay way, string isServer, string isAdapting)
    {
        await using var zoo = await Zoo.StartAsync(
            ("DOTNET_gcServer", isServer),
            ("DOTNET_GCDynamicAdaptationMode", isAdapting)
        );
        await zoo.CallAsync("leak/gc-handle?kb=1", 30);
        await zoo.CallAsync("leak/pinned-handle?kb=1", 20);

        var snapshot = await _snapshots.TakeAsync(zoo, way);

        Count(RootKind.Handle, "LeakZoo.Families.Handled").Should().Be(30);
        Count(RootKind.PinnedHandle, "System.Byte[]").Should().BeGreaterThanOrEqualTo(20);
        Count(RootKind.PinnedHandle, "LeakZoo.Families.Handled").Should().Be(0);

        int Count(RootKind kind, string type) =>
            snapshot.Roots.Count(root => root.Kind == kind && snapshot.Types[snapshot.TypeOf[root.Target]] == type);
    }

    [Theory]
    [InlineData(SnapshotWay.Events)]
    [InlineData(SnapshotWay.Stopped)]
    [InlineData(SnapshotWay.Dump)]
    public async Task Values_of_a_conditional_weak_table_are_held_by_their_keys(SnapshotWay way)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/weak-table?kb=1", 30);

        var snapshot = await _snapshots.TakeAsync(zoo, way);

        var values = snapshot.WeakTableValues.Where(node => Type(node) == "LeakZoo.Families.Attachment").ToHashSet();
        values.Should().HaveCount(30);
        Enumerable
            .Range(0, snapshot.Count)
            .Where(node => snapshot.Edges[snapshot.EdgeStart[node]..snapshot.EdgeStart[node + 1]].Any(values.Contains))
            .Select(Type)
            .Should()
            .HaveCount(values.Count)
            .And.OnlyContain(type => type == "System.Object");

        string Type(int node) => snapshot.Types[snapshot.TypeOf[node]];
    }

    [Theory]
    [InlineData(SnapshotWay.Events)]
    [InlineData(SnapshotWay.Stopped)]
    [InlineData(SnapshotWay.Dump)]
    public async Task What_waits_for_its_finalizer_is_held_by_the_finalizer_queue(SnapshotWay way)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/slow-finalizer?kb=1", 100);
        await zoo.CallAsync("break/collect?times=1", 1);

        var snapshot = await _snapshots.TakeAsync(zoo, way);

        snapshot
            .Roots.Where(root => snapshot.Types[snapshot.TypeOf[root.Target]] == "LeakZoo.Families.Upload")
            .Should()
            .NotBeEmpty()
            .And.Contain(root => root.Kind == RootKind.Finalizer);
    }
}
