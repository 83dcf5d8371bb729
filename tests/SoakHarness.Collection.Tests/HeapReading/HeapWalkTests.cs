using CsCheck;
using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.HeapReading;
using SoakHarness.Collection.Heaps;

namespace SoakHarness.Collection.Tests.HeapReading;

public sealed class HeapWalkTests
{
    private readonly MadeHeap _heap = new();

    [Fact]
    public void Objects_are_found_with_their_sizes_and_references_and_what_fills_gaps_is_left_out()
    {
        var text = _heap.AddText(5);
        _heap.AddFree(3);
        var pair = _heap.AddPair(text, 0);
        var array = _heap.AddReferences(pair, 0, text);
        var entries = _heap.AddEntries(array, pair);

        Found([(text, 32, []), (pair, 32, [text]), (array, 48, [pair, text]), (entries, 88, [array, pair])], Walk());
    }

    [Fact]
    public void Where_threads_allocate_nothing_is_read()
    {
        var first = _heap.AddPair(0, 0);
        var begin = _heap.Next;
        _heap.Add(0xdead, 0xbeef, 0);
        var end = _heap.Next;
        _heap.Add(0xdead, 0xbeef, 0);
        var second = _heap.AddPair(first, first);

        Found([(first, 32, []), (second, 32, [first, first])], Walk(new MemoryRange(begin, end)));
    }

    [Fact]
    public void Memory_that_is_not_written_to_yet_is_passed_over()
    {
        _heap.Add(0, 0, 0, 0, 0);
        var pair = _heap.AddPair(0, 0);

        Found([(pair, 32, [])], Walk());
    }

    [Fact]
    public void What_is_no_object_ends_the_walk()
    {
        _heap.AddPair(0, 0);
        _heap.Add(0xdead, 0, 0);

        Walk(isWhole: false);
    }

    [Theory]
    [InlineData(0u, 24u)]
    [InlineData(0x01000000u, 8u)]
    [InlineData(0x01000000u, 32u)]
    [InlineData(0x01000000u, 32u, 8L, 8L, 1L)]
    [InlineData(0x01000000u, 32u, -40L, 8L, 1L)]
    [InlineData(0x01000000u, 32u, -16L, 4L, 1L)]
    [InlineData(0x01000000u, 32u, -16L, 8L, 100_000L)]
    [InlineData(0x81000020u, 24u, 1L | 16L << 32, 16L, -1L)]
    [InlineData(0x81000020u, 24u, 1L | 24L << 32, 48L, -1L)]
    [InlineData(0x81000020u, 24u, 1L | 24L << 32, 8L, -1L)]
    public void Memory_that_gives_no_shape_is_no_type_and_nothing_outside_the_object_is_read(
        uint flags,
        uint baseSize,
        params long[] descriptor
    )
    {
        const ulong Type = 0x60_000;
        _heap.AddType(Type, flags, baseSize, descriptor);

        (ObjectShape.Read(_heap.Read, Type) is null).Should().Be(flags != 0);
    }

    [Fact]
    public void An_array_that_reaches_beyond_the_end_is_no_object()
    {
        _heap.Add(MadeHeap.References, 1_000_000, 0, 0);

        Walk(isWhole: false);
    }

    [Fact]
    public void An_array_larger_than_what_is_read_at_a_time_has_all_its_references()
    {
        var pair = _heap.AddPair(0, 0);
        var array = _heap.AddReferences([.. Enumerable.Repeat(pair, 300_000)]);
        var last = _heap.AddPair(array, 0);

        var found = Walk();

        found.Select(at => at.Address).Should().Equal(pair, array, last);
        found[1].Targets.Should().HaveCount(300_000).And.OnlyContain(to => to == pair);
        found[2].Targets.Should().Equal(array);
    }

    [Fact]
    public void Any_objects_are_found_as_they_were_laid_out() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 40])
            .Array[0, 60]
            .Sample(
                made =>
                {
                    var heap = new MadeHeap();
                    var expected = new List<(ulong, ulong[])>();
                    foreach (var (kind, count) in made)
                    {
                        ulong[] targets = [.. Enumerable.Range(1, count).Select(i => (ulong)(8 * i))];
                        (ulong, ulong[])? added = kind switch
                        {
                            0 => (heap.AddText(count), []),
                            1 => (heap.AddPair(8, (ulong)count), count == 0 ? [8] : [8, (ulong)count]),
                            2 => (heap.AddReferences(targets), targets),
                            3 => (heap.AddEntries(targets), targets),
                            _ => null,
                        };
                        if (added is { } one)
                            expected.Add(one);
                        else
                            heap.AddFree(count);
                    }

                    Walk(heap, [], isWhole: true)
                        .Select(at => (at.Address, at.Targets))
                        .Should()
                        .BeEquivalentTo(expected, options => options.WithStrictOrdering());
                },
                iter: 200
            );

    private static void Found(
        (ulong, int, ulong[])[] expected,
        List<(ulong Address, int Size, ulong[] Targets)> found
    ) => found.Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());

    private List<(ulong Address, int Size, ulong[] Targets)> Walk(params MemoryRange[] contexts) =>
        Walk(_heap, contexts, isWhole: true);

    private void Walk(bool isWhole) => Walk(_heap, [], isWhole);

    private static List<(ulong Address, int Size, ulong[] Targets)> Walk(
        MadeHeap heap,
        MemoryRange[] contexts,
        bool isWhole
    )
    {
        var parts = new HeapParts();

        new HeapWalk(heap.Read, MadeHeap.Free, contexts, parts).TryAdd(heap.Objects).Should().Be(isWhole);

        var (found, next) = (new List<(ulong, int, ulong[])>(), 0);
        for (var i = 0; i < parts.Addresses.Count; i++)
        {
            found.Add(
                (
                    parts.Addresses[i],
                    parts.Sizes[i],
                    [.. Enumerable.Range(next, parts.EdgeCounts[i]).Select(edge => parts.Targets[edge])]
                )
            );
            next += parts.EdgeCounts[i];
        }

        return found;
    }
}
