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
    [InlineData("static-struct", "LeakZoo.Families.Caches.s_ledger in LeakZoo.dll", false)]
    [InlineData("static-struct", "LeakZoo.Families.Caches.s_ledger in LeakZoo.dll", true)]
    [InlineData("thread-static-struct", "thread-static LeakZoo.Families.Caches.t_ledger in LeakZoo.dll", false)]
    [InlineData("thread-static-struct", "thread-static LeakZoo.Families.Caches.t_ledger in LeakZoo.dll", true)]
    public async Task A_static_struct_holds_what_it_refers_to(string name, string holder, bool dump)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync($"leak/{name}?kb=1", 20);

        var snapshot = await _snapshots.TakeAsync(zoo, dump);

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
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_local_variable_is_named_with_the_method_that_has_it(bool dump)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/consumer-local?kb=1", 20);

        var snapshot = await _snapshots.TakeAsync(zoo, dump);

        snapshot
            .Roots.Where(root => root.Name == "LeakZoo.Families.Sorter.Sort()")
            .Should()
            .OnlyContain(root => root.Kind == RootKind.Stack)
            .And.Contain(root =>
                snapshot.Types[snapshot.TypeOf[root.Target]].StartsWith("System.Collections.Generic.Queue<")
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

        // Of what was allocated last, a dump may leave out some.
        Count(RootKind.Handle, "LeakZoo.Families.Handled").Should().BeInRange(dump ? 1 : 30, 30);
        Count(RootKind.PinnedHandle, "System.Byte[]").Should().BeGreaterThanOrEqualTo(dump ? 1 : 20);
        Count(RootKind.PinnedHandle, "LeakZoo.Families.Handled").Should().Be(0);

        int Count(RootKind kind, string type) =>
            snapshot.Roots.Count(root => root.Kind == kind && snapshot.Types[snapshot.TypeOf[root.Target]] == type);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Values_of_a_conditional_weak_table_are_held_by_their_keys(bool dump)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/weak-table?kb=1", 30);

        var snapshot = await _snapshots.TakeAsync(zoo, dump);

        var values = snapshot.WeakTableValues.Where(node => Type(node) == "LeakZoo.Families.Attachment").ToHashSet();
        values.Count.Should().BeInRange(dump ? 1 : 30, 30);
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
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_waits_for_its_finalizer_is_held_by_the_finalizer_queue(bool dump)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/slow-finalizer?kb=1", 100);
        await zoo.CallAsync("break/collect?times=1", 1);

        var snapshot = await _snapshots.TakeAsync(zoo, dump);

        snapshot
            .Roots.Where(root => snapshot.Types[snapshot.TypeOf[root.Target]] == "LeakZoo.Families.Upload")
            .Should()
            .NotBeEmpty()
            .And.Contain(root => root.Kind == RootKind.Finalizer);
    }
}
