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
}
