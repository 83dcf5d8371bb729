using SoakHarness.Model.Pressure;
using SoakHarness.Model.Verdicts;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class PressureDecisionTests
{
    private static readonly GcPressure Pressure = new()
    {
        Seconds = 60,
        AllocatedPerRequest = 2048,
        PauseShare = 0.01,
        CollectionsPerMinute = [12, 3, null],
    };

    [Theory]
    [InlineData("allocated-per-request", 2048)]
    [InlineData("gc-pause-ratio", 0.01)]
    [InlineData("gc-per-minute.gen0", 12)]
    [InlineData("gc-per-minute.gen1", 3)]
    public void A_quantity_has_its_value(string quantity, double value) =>
        PressureDecision.Value(Pressure, quantity).Should().Be(value);

    [Theory]
    [InlineData("gc-per-minute.gen2")]
    [InlineData("gc-per-minute.gen7")]
    [InlineData("p99")]
    public void What_was_not_measured_has_none(string quantity) =>
        PressureDecision.Value(Pressure, quantity).Should().BeNull();

    [Fact]
    public void Only_thresholds_on_pressure_decide_it()
    {
        ThresholdResult[] others = [new("p99 < 1ms", false, "9 ms")];
        var kept = new ThresholdResult("allocated-per-request < 4KiB", true, "2048");
        var broken = new ThresholdResult("gc-pause-ratio < 0.1%", false, "1%");
        var unknown = new ThresholdResult("gc-per-minute.gen2 < 1", null, "nothing was measured");

        PressureDecision.Of(others).Should().Be(PressureVerdict.NotAsked);
        PressureDecision.Of([.. others, kept]).Should().Be(PressureVerdict.Acceptable);
        PressureDecision.Of([kept, unknown]).Should().Be(PressureVerdict.NotMeasured);
        PressureDecision.Of([kept, unknown, broken]).Should().Be(PressureVerdict.TooHigh);
    }
}
