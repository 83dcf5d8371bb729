using CsCheck;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class HeapStagesTests
{
    [Theory]
    [InlineData(new long[] { 1_000_000, 1_000_000, 1_000_000, 1_000_000 }, new[] { 4 })]
    [InlineData(new long[] { 2_000_000, 2_000_000, 2_000_000 }, new[] { 2, 1 })]
    [InlineData(new long[] { 10_000_000, 10_000_000 }, new[] { 1, 1 })]
    [InlineData(new long[] { 1_000, 10_000_000, 1_000 }, new[] { 1, 1, 1 })]
    [InlineData(new[] { long.MaxValue, 1_000, 1_000 }, new[] { 1, 2 })]
    [InlineData(new long[] { }, new int[] { })]
    public void Snapshots_are_looked_at_together_as_long_as_they_are_small(long[] objects, int[] together) =>
        HeapStages.AtOnce(objects).Select(some => some.End.Value - some.Start.Value).Should().Equal(together);

    [Fact]
    public void Every_snapshot_is_looked_at_once_and_two_never_with_more_than_the_most() =>
        Gen.Long[0, 8_000_000]
            .Array[0, 20]
            .Sample(objects =>
            {
                var some = HeapStages.AtOnce(objects).ToArray();
                some.SelectMany(part => Enumerable.Range(part.Start.Value, part.End.Value - part.Start.Value))
                    .Should()
                    .Equal(Enumerable.Range(0, objects.Length));
                some.Should()
                    .NotContain(part => part.End.Value - part.Start.Value > 1 && objects.Take(part).Sum() > 5_000_000);
            });

    [Fact]
    public void What_is_wrong_with_one_of_them_is_said_as_it_is()
    {
        var fine = Of(1);
        HeapStage[] stages =
        [
            new(fine, 0, null),
            new(() => throw new InvalidDataException("it is cut off"), 1, null) { Objects = 1 },
            new(fine, 2, null),
        ];

        var looking = () => HeapStages.Look(stages);

        looking.Should().Throw<InvalidDataException>().WithMessage("it is cut off");
    }

    [Fact]
    public void The_last_one_is_the_view_and_the_others_are_summed_up()
    {
        HeapStage[] stages = [.. new[] { 3, 5, 7 }.Select(count => new HeapStage(Of(count), count, null))];

        var last = HeapStages.Look(stages);

        last.Heap.Count.Should().Be(7);
        stages.Select(stage => stage.Summary.Objects).Should().Equal(3, 5, 7);
    }

    private static HeapSnapshot Of(int count)
    {
        var heap = new DrawnHeap();
        for (var i = 0; i < count; i++)
            heap.Root(RootKind.Handle, "", heap.Add("Shop.Order"));
        return heap.Snapshot();
    }
}
