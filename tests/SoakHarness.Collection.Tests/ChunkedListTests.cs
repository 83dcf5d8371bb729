using CsCheck;
using SoakHarness.Collection.Heaps;

namespace SoakHarness.Collection.Tests;

public sealed class ChunkedListTests
{
    private const int Chunk = 1 << 16;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    public void What_was_added_comes_out_in_order(int count)
    {
        var list = new ChunkedList<int>();
        for (var i = 0; i < count; i++)
            list.Add(7 * i);

        Enumerable
            .Range(0, list.Count)
            .Select(i => list[i])
            .Should()
            .Equal(Enumerable.Range(0, count).Select(i => 7 * i));
        list.Drain().Should().Equal(Enumerable.Range(0, count).Select(i => 7 * i));
        list.Count.Should().Be(0);
    }

    [Fact]
    public void Many_items_are_added_as_each_by_itself() =>
        Gen.Int[0, 3 * Chunk / 2]
            .Array[0, 4]
            .Sample(
                lengths =>
                {
                    var (list, expected) = (new ChunkedList<int>(), new List<int>());
                    foreach (var length in lengths)
                    {
                        int[] items = [.. Enumerable.Range(expected.Count, length)];
                        list.AddRange(items);
                        expected.AddRange(items);
                        list.Add(-1);
                        expected.Add(-1);
                    }

                    list.Drain().Should().Equal(expected);
                },
                iter: 30
            );

    [Fact]
    public void A_list_that_was_reset_holds_only_what_comes_then()
    {
        var list = new ChunkedList<int>();
        list.AddRange([.. Enumerable.Repeat(1, 2 * Chunk)]);

        list.Reset();

        list.Count.Should().Be(0);
        list.AddRange([.. Enumerable.Range(0, Chunk + 1)]);
        list.Drain().Should().Equal(Enumerable.Range(0, Chunk + 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk)]
    [InlineData(3 * Chunk + 7)]
    public void Turning_gives_what_becomes_of_each_item_in_order_and_empties_the_list(int count)
    {
        var list = new ChunkedList<int>();
        for (var i = 0; i < count; i++)
            list.Add(i);

        var turned = list.Turn(item => -2L * item);

        list.Count.Should().Be(0);
        turned.Count.Should().Be(count);
        turned.Drain().Should().Equal(Enumerable.Range(0, count).Select(i => -2L * i));
    }

    [Fact]
    public void An_address_is_found_at_its_number_and_no_other_is() =>
        Gen.ULong[1, 1 << 20]
            .Array[0, 400]
            .Sample(
                values =>
                {
                    var addresses = values.Distinct().Select(v => 8 * v).ToArray();
                    var list = new ChunkedList<ulong>();
                    foreach (var address in addresses)
                        list.Add(address);

                    var index = new AddressIndex(list);

                    addresses.Select(index.Find).Should().Equal(Enumerable.Range(0, addresses.Length));
                    addresses.Select(a => index.Find(a + 4)).Should().NotContain(number => number != -1);
                },
                iter: 200
            );
}
