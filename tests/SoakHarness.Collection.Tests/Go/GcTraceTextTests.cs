using CsCheck;
using SoakHarness.Collection.Go;

namespace SoakHarness.Collection.Tests.Go;

public sealed class GcTraceTextTests
{
    private const string Old =
        "gc 7 @0.112s 2%: 0.026+0.41+0.003 ms clock, 0.10+0.21/0.35/0.008+0.013 ms cpu, 4->5->1 MB, 6 MB goal, 8 P";
    private const string New =
        "gc 12 @3.040s 10%: 0.30+12+0.11 ms clock, 0.60+1.0/11/0+0.22 ms cpu, 40->42->21 MB, 43 MB goal, 2 MB stacks, 1 MB globals, 2 P (forced)";

    [Fact]
    public void Every_field_of_the_form_before_go_1_19_is_read()
    {
        var trace = GcTraceText.Read(Old, out var isBroken)!;

        isBroken.Should().BeFalse();
        trace
            .Should()
            .BeEquivalentTo(
                new GcTrace
                {
                    Number = 7,
                    Seconds = 0.112,
                    CpuPercent = 2,
                    ClockMs = [0.026, 0.41, 0.003],
                    CpuMs = [0.10, 0.21, 0.35, 0.008, 0.013],
                    HeapBefore = 4 << 20,
                    HeapAfter = 5 << 20,
                    Live = 1 << 20,
                    Goal = 6 << 20,
                    Processors = 8,
                }
            );
        trace.PauseMs.Should().BeApproximately(0.029, 1e-12);
    }

    [Fact]
    public void Every_field_of_the_form_of_go_1_19_and_newer_is_read() =>
        GcTraceText
            .Read(New, out _)
            .Should()
            .BeEquivalentTo(
                new GcTrace
                {
                    Number = 12,
                    Seconds = 3.04,
                    CpuPercent = 10,
                    ClockMs = [0.30, 12, 0.11],
                    CpuMs = [0.60, 1.0, 11, 0, 0.22],
                    HeapBefore = 40 << 20,
                    HeapAfter = 42 << 20,
                    Live = 21 << 20,
                    Goal = 43 << 20,
                    Stacks = 2 << 20,
                    Globals = 1 << 20,
                    Processors = 2,
                    IsForced = true,
                }
            );

    [Theory]
    [InlineData("loading… " + Old)]
    [InlineData(Old + "request done")]
    [InlineData("2026-11-24T10:00:00Z app[3]: " + Old)]
    public void Other_output_may_stand_before_and_after(string line) =>
        GcTraceText.Read(line, out _)!.Live.Should().Be(1 << 20);

    [Theory]
    [InlineData("gc 7 @0.112s 2%: 0.026+0.request done")]
    [InlineData("gc 7 @0.112s 2%: 0.026+0.41+0.003 ms clock, 0.10+0.21/0.35/0.008+0.013 ms cpu, 4->5->1 MB, 6 MB go")]
    [InlineData("gc 99999999999999999999 @0.112s")]
    public void A_line_that_was_torn_is_known_as_one(string line)
    {
        GcTraceText.Read(line, out var isBroken).Should().BeNull();
        isBroken.Should().BeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("listening on 127.0.0.1:5090")]
    [InlineData("gc is fast @ night")]
    [InlineData("scvg: inuse: 5, idle: 58, sys: 63, released: 57, consumed: 6 (MB)")]
    public void The_programs_own_output_is_nothing(string line)
    {
        GcTraceText.Read(line, out var isBroken).Should().BeNull();
        isBroken.Should().BeFalse();
    }

    [Fact]
    public void A_line_cut_or_changed_anywhere_never_throws_nor_gives_a_wild_number() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 140], Gen.Int[0, 140], Gen.String[Gen.Char[' ', '~'], 0, 12])
            .Sample(
                (form, from, to, text) =>
                {
                    var line = form == 0 ? Old : New;
                    var (start, end) = (
                        Math.Min(Math.Min(from, to), line.Length),
                        Math.Min(Math.Max(from, to), line.Length)
                    );
                    var trace = GcTraceText.Read(line[..start] + text + line[end..], out _);
                    if (trace is null)
                        return;
                    trace.ClockMs.Should().HaveCount(3).And.OnlyContain(ms => double.IsFinite(ms) && ms >= 0);
                    trace.CpuMs.Should().HaveCount(5);
                    trace.Live.Should().BeGreaterThanOrEqualTo(0);
                    trace.Goal.Should().BeGreaterThanOrEqualTo(0);
                },
                iter: 20_000
            );
}
