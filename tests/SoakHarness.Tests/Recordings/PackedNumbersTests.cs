using CsCheck;
using SoakHarness.Recordings;

namespace SoakHarness.Tests.Recordings;

public sealed class PackedNumbersTests
{
    [Fact]
    public void What_is_packed_comes_back() =>
        Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 300])
            .Array[0, 50]
            .Sample(numbers =>
            {
                var packed = PackedNumbers.Of(numbers);

                packed.Should().Equal(numbers);
                Enumerable.Range(0, packed.Count).Select(i => packed[i]).Should().Equal(numbers);
            });

    [Fact]
    public void A_negative_number_is_refused() =>
        ((Func<object>)(() => PackedNumbers.Of([3, -1]))).Should().Throw<ArgumentOutOfRangeException>();
}
