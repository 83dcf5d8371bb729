using SoakHarness.Model.Heaps;
using SoakHarness.Model.Verdicts;
using SoakHarness.Recordings;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

/// <summary>On the sample run, whose heap snapshots show cart items growing.</summary>
public sealed class AttributionTests
{
    [Theory]
    [InlineData(Verdict.Leak, true)]
    [InlineData(Verdict.Clean, false)]
    [InlineData(Verdict.Inconclusive, false)]
    public void Suspects_are_named_for_leaks_and_never_for_anything_else(Verdict verdict, bool areNamed)
    {
        var folder = RunFolder.Find(Path.Combine(Root(), "reports", "sample"))!;
        var recording = RecordingReader.Read(folder.Recording);

        var explained = Attribution.Explain(
            new RunVerdict { Verdict = verdict, Reason = "" },
            folder,
            recording,
            AllocationWindow.None
        );

        explained.Suspects.Any().Should().Be(areNamed);
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "SoakHarness.sln")))
            at = at.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        return at.FullName;
    }
}
