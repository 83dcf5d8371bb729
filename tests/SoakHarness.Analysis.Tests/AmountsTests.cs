using SoakHarness.Analysis.Wording;

namespace SoakHarness.Analysis.Tests;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(77.2, 77.9, "about 78 min")]
    [InlineData(73, 79, "73 min to 79 min")]
    [InlineData(80, 120, "80 min to 2 h")]
    [InlineData(80, double.PositiveInfinity, "80 min or later")]
    public void A_span_never_names_the_same_time_twice(double low, double high, string words) =>
        Amounts.TimeBetween(low, high).Should().Be(words);
}
