using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Csv;

/// <summary><c>soak analyze</c> on CSV files: a line a file, in the order of the files.</summary>
public static class CsvAnalysis
{
    /// <summary>
    /// The files of a path: itself, or every CSV file of a directory but <c>manifest.csv</c>, by name.
    /// </summary>
    /// <param name="path">File or directory.</param>
    public static IEnumerable<string> Files(string path) =>
        Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path, "*.csv")
                .Where(f => Path.GetFileName(f) != "manifest.csv")
                .Order(StringComparer.Ordinal)
            : [path];

    /// <summary>Judges one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="growth">Smallest growth worth failing.</param>
    /// <param name="metrics">Columns to judge; empty for all.</param>
    /// <returns>The verdict, or what is wrong with the file.</returns>
    public static (RunVerdict? Verdict, string? Problem) Judge(
        string path,
        MinGrowth growth,
        IReadOnlyList<string> metrics
    )
    {
        try
        {
            using var text = new StreamReader(path);
            return (CsvJudge.Judge(CsvReader.Read(text), growth, metrics), null);
        }
        catch (CsvException bad)
        {
            return (null, $"{path}: {bad.Message}");
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return (null, $"{path}: {missing.Message}");
        }
    }

    /// <summary>The exit code of several verdicts: a leak is the loudest, then a bad file, then what is open.</summary>
    /// <param name="verdicts">A verdict a file; null for a bad file.</param>
    public static Outcome Outcome(IReadOnlyCollection<RunVerdict?> verdicts)
    {
        if (verdicts.Any(v => v?.Verdict == Verdict.Leak))
            return Model.Reports.Outcome.Failed;
        if (verdicts.Any(v => v is null))
            return Model.Reports.Outcome.BadInput;
        return verdicts.Any(v => v!.Verdict == Verdict.Inconclusive)
            ? Model.Reports.Outcome.Inconclusive
            : Model.Reports.Outcome.Passed;
    }
}
