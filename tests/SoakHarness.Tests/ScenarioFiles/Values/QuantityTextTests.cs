using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.Tests.ScenarioFiles.Values;

public sealed class QuantityTextTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("8h", 28_800)]
    [InlineData("2d", 172_800)]
    [InlineData("1h30m", 5_400)]
    [InlineData("1.5s", 1.5)]
    [InlineData("0s", 0)]
    public void A_duration_has_a_unit(string text, double seconds)
    {
        DurationText.TryParse(text, out var duration).Should().BeTrue();
        duration.TotalSeconds.Should().Be(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10 s")]
    [InlineData("-1s")]
    [InlineData("1,5s")]
    [InlineData("10min")]
    [InlineData("s")]
    [InlineData("400d")]
    [InlineData("10s\n")]
    public void Anything_else_is_no_duration(string text) => DurationText.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("512KiB", 524_288)]
    [InlineData("1MiB", 1_048_576)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("1.5KB", 1_500)]
    [InlineData("100 bytes", 100)]
    [InlineData("1 byte", 1)]
    [InlineData("7B", 7)]
    public void A_size_is_binary_or_decimal_by_its_unit(string text, long bytes)
    {
        SizeText.TryParse(text, out long size).Should().BeTrue();
        size.Should().Be(bytes);
    }

    [Theory]
    [InlineData("512")]
    [InlineData("512M")]
    [InlineData("1mib")]
    [InlineData("-1MiB")]
    [InlineData("9999999999TiB")]
    public void Anything_else_is_no_size(string text) => SizeText.TryParse(text, out long _).Should().BeFalse();

    [Theory]
    [InlineData("200/s", 200)]
    [InlineData("6000/min", 100)]
    [InlineData("1/h", 1.0 / 3600)]
    [InlineData("100000/s", 100_000)]
    [InlineData("0.5/s", 0.5)]
    public void A_rate_is_per_second_minute_or_hour(string text, double perSecond)
    {
        RateText.TryParse(text, out var rate).Should().BeTrue();
        rate.Should().Be(perSecond);
    }

    [Theory]
    [InlineData("200")]
    [InlineData("200/m")]
    [InlineData("0/s")]
    [InlineData("100001/s")]
    [InlineData("0.5/h")]
    public void Anything_else_is_no_rate(string text) => RateText.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("1MiB/h", 1_048_576, GrowthUnit.BytesPerHour)]
    [InlineData("2%/h", 2, GrowthUnit.PercentPerHour)]
    [InlineData("0.5%/h", 0.5, GrowthUnit.PercentPerHour)]
    [InlineData("100 bytes/request", 100, GrowthUnit.BytesPerRequest)]
    [InlineData("100B/request", 100, GrowthUnit.BytesPerRequest)]
    [InlineData("1.5B/operation", 1.5, GrowthUnit.BytesPerRequest)]
    public void A_growth_is_per_hour_or_per_request(string text, double value, GrowthUnit unit) =>
        GrowthText.Parse(text).Should().Be(new MinGrowth(value, unit));

    [Theory]
    [InlineData("1MiB")]
    [InlineData("1MiB/day")]
    [InlineData("2%/request")]
    [InlineData("%/h")]
    [InlineData("-1MiB/h")]
    public void Anything_else_is_no_growth(string text) => GrowthText.Parse(text).Should().BeNull();

    [Theory]
    [InlineData("1/1")]
    [InlineData("2/3")]
    public void A_part_is_at_most_its_count(string text) => LoadPartText.Parse(text).Should().NotBeNull();

    [Theory]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("1")]
    [InlineData("a/b")]
    public void Anything_else_is_no_part(string text) => LoadPartText.Parse(text).Should().BeNull();
}
