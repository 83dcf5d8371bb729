using SoakHarness.Collection.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Tests;

/// <summary>Snapshots of LeakZoo, taken in each way.</summary>
public sealed class DelegateNamesTests : IDisposable
{
    private readonly ZooSnapshots _snapshots = new();

    public void Dispose() => _snapshots.Dispose();

    [Theory]
    [InlineData(SnapshotWay.Events)]
    [InlineData(SnapshotWay.Stopped)]
    [InlineData(SnapshotWay.Dump)]
    public async Task An_event_is_named_with_its_subscribers_methods(SnapshotWay way)
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/event-handler?kb=1", 150);
        await zoo.CallAsync("leak/closure?kb=1", 20);

        var snapshot = await _snapshots.TakeAsync(zoo, way);

        var names = snapshot.Delegates.CountBy(known => known.Name).ToDictionary();
        names.Should().Contain("LeakZoo.Families.Subscriber.Handle", 150);
        names.Should().Contain("LeakZoo.Families.Publisher.Changed", 1);
        names.Keys.Should().Contain(name => name.StartsWith("LeakZoo.Families.Callbacks+<>c__DisplayClass"));
        var field = snapshot.Delegates.Single(known => known.Name == "LeakZoo.Families.Publisher.Changed");
        new HeapDelegates(snapshot).TargetsOf(field.Node).Should().HaveCount(150);
    }

    [Fact]
    public async Task A_delegate_type_of_the_applications_own_is_one_by_what_it_derives_from()
    {
        await using var zoo = await Zoo.StartAsync();

        var snapshot = await _snapshots.TakeAsync(zoo, SnapshotWay.Events);

        var types = snapshot.DelegateTypes.Select(type => snapshot.Types[type]).ToArray();
        types
            .Should()
            .Contain("Microsoft.AspNetCore.Http.RequestDelegate")
            .And.Contain(type => type.StartsWith("System.Func<"))
            .And.NotContain("System.String");
    }
}
