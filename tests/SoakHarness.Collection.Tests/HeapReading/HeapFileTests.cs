using System.Diagnostics;
using SoakHarness.Collection.HeapReading;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests.HeapReading;

public sealed class HeapFileTests : IHeapReader, IRecordingSink
{
    private HeapAnswer _answer = new() { Objects = 3, Bytes = 72 };

    [Theory]
    [InlineData(null, "read from a dump")]
    [InlineData("some handles may be missing", "read from a dump; some handles may be missing")]
    public void A_snapshot_from_which_something_may_be_missing_says_so(string? doubt, string note)
    {
        _answer = _answer with { Doubt = doubt };

        var (taken, problem) = Take();

        problem.Should().BeEmpty();
        taken!.Note.Should().Be(note);
        (taken.Objects, taken.Bytes, taken.IsComplete).Should().Be((3, 72, true));
    }

    [Fact]
    public void Where_nothing_was_read_there_is_no_snapshot_but_a_reason()
    {
        _answer = new HeapAnswer { Problem = "it is no dump" };

        Take().Should().Be((null, "it is no dump"));
    }

    HeapAnswer IHeapReader.Read(HeapQuestion question) => _answer;

    void IRecordingSink.Write(Entry entry) => entry.Should().BeNull("nothing is recorded while a heap is read");

    private (SnapshotTaken? Taken, string Problem) Take()
    {
        var options = new SidecarOptions
        {
            Pid = Environment.ProcessId,
            Recording = "",
            Folder = Path.GetTempPath(),
            Origin = Stopwatch.GetTimestamp(),
        };
        var context = new SidecarContext(options, this, _ => { }) { HeapReader = this };
        return HeapFile.Take(context, "x", "core.dmp", at: 1, "read from a dump");
    }
}
