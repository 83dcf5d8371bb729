using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Tests;

/// <summary>A heap that leaks and of which nothing is named.</summary>
public sealed class UnknownHolderTests
{
    private const string Unknown = "What holds the memory is not known";
    private const string Refused = "the program is compiled ahead of time";

    public static TheoryData<Func<RunReport, string>> Renderers =>
        [HtmlReport.Render, MarkdownReport.Render, ConsoleSummary.Render];

    [Theory]
    [MemberData(nameof(Renderers))]
    public void The_reader_is_told_why_nothing_is_named(Func<RunReport, string> render)
    {
        Read(render, Snapshot(false, Refused), Snapshot(false, Refused)).Should().Contain($"{Unknown}: {Refused}.");
        Read(render, Snapshot(true), Snapshot(true), Snapshot(false, "12 events were lost"))
            .Should()
            .Contain($"{Unknown}: in the 2 heap snapshots no type grows with it.");
        Read(render, Snapshot(true)).Should().Contain($"{Unknown}: what grows is seen between two heap snapshots.");
    }

    [Theory]
    [MemberData(nameof(Renderers))]
    public void Nothing_is_said_where_something_is_named_or_nothing_leaks_or_no_snapshot_was_wanted(
        Func<RunReport, string> render
    )
    {
        var leak = Samples.Leak();
        var clean = leak with
        {
            Verdict = leak.Verdict with
            {
                Findings = [.. leak.Verdict.Findings.Select(f => f with { Verdict = Verdict.Clean })],
                Suspects = [],
            },
        };

        render(leak).Should().NotContain(Unknown);
        render(With(clean, Snapshot(false, Refused))).Should().NotContain(Unknown);
        Read(render).Should().NotContain(Unknown);
    }

    private static string Read(Func<RunReport, string> render, params SnapshotTaken[] snapshots)
    {
        var leak = Samples.Leak();
        var report = With(leak with { Verdict = leak.Verdict with { Suspects = [] } }, snapshots);
        return string.Join(' ', render(report).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static RunReport With(RunReport report, params SnapshotTaken[] snapshots) =>
        report with
        {
            Recording = report.Recording with { Snapshots = snapshots },
        };

    private static SnapshotTaken Snapshot(bool isComplete, string note = "") =>
        new(new Source(SourceRole.Target, "host", "app", 1), 10)
        {
            File = "",
            Format = "heap",
            Label = "warm",
            IsComplete = isComplete,
            Note = note,
        };
}
