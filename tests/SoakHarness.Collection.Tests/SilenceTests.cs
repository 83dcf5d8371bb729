using SoakHarness.Collection.DotNet;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests;

public sealed class SilenceTests
{
    [Fact]
    public void A_gap_and_its_end_are_said_once_each()
    {
        var silence = new Silence(5);

        silence.Notice(10, 9).Should().BeNull();
        var gap = silence.Notice(14.5, 9)!.Value;
        silence.Notice(20, 9).Should().BeNull();
        var end = silence.Notice(31, 30.5)!.Value;
        silence.Notice(32, 31.5).Should().BeNull();
        gap.Kind.Should().Be(RunEventKind.Gap);
        gap.Text.Should().Contain("since 9.0 s");
        end.Kind.Should().Be(RunEventKind.Note);
        end.Text.Should().Contain("21.5 s of silence");
    }

    [Fact]
    public void A_target_that_never_spoke_makes_no_gap() => new Silence(5).Notice(100, double.NaN).Should().BeNull();
}
