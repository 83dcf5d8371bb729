using System.Diagnostics;
using SoakHarness.Collection.Proc;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests;

public sealed class ProcSourceTests
{
    private readonly Kept _kept = new();

    [Fact]
    public async Task What_the_runtime_holds_beyond_what_is_resident_hides_other_memory_and_is_told_once()
    {
        var source = Source(committed: 1L << 40);

        await source.SampleAsync(CancellationToken.None);
        await source.SampleAsync(CancellationToken.None);

        Native().Should().Equal(0, 0);
        _kept
            .Entries.OfType<RunEvent>()
            .Should()
            .ContainSingle()
            .Which.Should()
            .Match<RunEvent>(e => e.Kind == RunEventKind.Note && e.Text.Contains("native-memory reads 0"));
    }

    [Fact]
    public async Task Private_memory_beyond_what_the_runtime_holds_is_native()
    {
        await Source(committed: 1).SampleAsync(CancellationToken.None);

        var anonymous = _kept.Entries.OfType<Reading>().Single(r => r.Metric == "anonymous").Value;
        Native().Should().Equal(anonymous - 1);
        _kept.Entries.OfType<RunEvent>().Should().BeEmpty();
    }

    private double[] Native() =>
        [.. _kept.Entries.OfType<Reading>().Where(r => r.Metric == "native-memory").Select(r => r.Value)];

    private ProcSource Source(long committed)
    {
        var options = new SidecarOptions
        {
            Pid = Environment.ProcessId,
            Recording = "",
            Folder = ".",
            Origin = Stopwatch.GetTimestamp(),
        };
        return new ProcSource(new SidecarContext(options, _kept, _ => { }), hasCollector: true)
        {
            Committed = committed,
        };
    }

    private sealed class Kept : IRecordingSink
    {
        public List<Entry> Entries { get; } = [];

        public void Write(Entry entry) => Entries.Add(entry);
    }
}
