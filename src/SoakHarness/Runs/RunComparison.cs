using SoakHarness.Analysis;
using SoakHarness.Analysis.Comparing;
using SoakHarness.Model.Comparisons;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>Compares recorded runs on disk.</summary>
public static class RunComparison
{
    /// <summary>Compares two sides; each is a run, or a folder of runs taken as one set.</summary>
    /// <param name="before">Path of the first side.</param>
    /// <param name="after">Path of the second side.</param>
    /// <param name="tolerance">Smallest worsening that fails, as a share of the first side.</param>
    /// <exception cref="RecordingException">A side has no recording, or one that cannot be read.</exception>
    public static Comparison Compare(string before, string after, double tolerance)
    {
        var (first, second) = (Read(before), Read(after));
        return new Comparison
        {
            Before = Name(before),
            After = Name(after),
            RunsBefore = first.Count,
            RunsAfter = second.Count,
            Tolerance = tolerance,
            Changes = RecordingComparison.Compare(first, second, tolerance),
        };
    }

    private static List<MeasuredRun> Read(string path)
    {
        var folders = RunFolder.FindAll(path);
        if (folders.Count == 0)
            throw new RecordingException(
                $"There is no recording at {path}. Name a run's folder, or a folder of runs, e.g. reports."
            );
        return [.. folders.Select(Measure)];
    }

    private static MeasuredRun Measure(RunFolder folder)
    {
        var report = RunAnalysis.Judge(folder);
        return MeasuredRun.Of(report.Judged, report.Verdict);
    }

    private static string Name(string path) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
