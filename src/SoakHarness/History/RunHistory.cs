using SoakHarness.Analysis.Comparing;
using SoakHarness.Analysis.History;
using SoakHarness.Model.History;
using SoakHarness.Model.Reports;
using SoakHarness.Recordings;
using SoakHarness.Runs;

namespace SoakHarness.History;

/// <summary>The history of a folder of runs.</summary>
public static class RunHistory
{
    /// <summary>Brings the index up to date with the runs on disk and reads it.</summary>
    /// <param name="directory">Folder of runs.</param>
    /// <param name="problem">Called for every run that cannot be read; the others are still shown.</param>
    public static IReadOnlyList<ScenarioHistory> Read(string directory, Action<string> problem)
    {
        using var index = HistoryIndex.Open(directory, Version());
        var runs = RunFolder.FindAll(directory).ToDictionary(Name);
        var known = index.Stamps();
        foreach (var gone in known.Keys.Except(runs.Keys))
            index.Remove(gone);
        foreach (var (name, folder) in runs)
        {
            var stamp = File.GetLastWriteTimeUtc(folder.Recording).Ticks;
            if (!known.TryGetValue(name, out var old) || old != stamp)
                Take(index, folder, problem);
        }

        return Turns.Histories(index.Nights());
    }

    /// <summary>
    /// The runs to delete so that each scenario keeps its newest ones. A folder that was renamed by a person no longer
    /// carries its run's id and is never among them.
    /// </summary>
    /// <param name="directory">Folder of runs.</param>
    /// <param name="keep">Runs to keep of each scenario, at least 1.</param>
    public static IReadOnlyList<RunFolder> Prunable(string directory, int keep) =>
        [
            .. RunFolder
                .FindAll(directory)
                .Select(folder => (Folder: folder, Meta: TryMeta(folder)))
                .Where(run => run.Meta is not null && run.Meta.GetValueOrDefault("run-id") == Name(run.Folder))
                .GroupBy(run => run.Meta!.GetValueOrDefault("scenario", ""))
                .SelectMany(group =>
                    group
                        .OrderByDescending(run => run.Meta!.GetValueOrDefault("started-at", ""), StringComparer.Ordinal)
                        .Skip(keep)
                )
                .Select(run => run.Folder)
                .Where(folder => new DirectoryInfo(folder.Path).LinkTarget is null),
        ];

    private static void Take(HistoryIndex index, RunFolder folder, Action<string> problem)
    {
        try
        {
            var night = Night(Name(folder), RunAnalysis.Judge(folder));
            // Opening a recording may take in its journal, which is a write: the stamp is of after that.
            index.Put(night, File.GetLastWriteTimeUtc(folder.Recording).Ticks);
        }
        catch (RecordingException bad)
        {
            index.Remove(Name(folder));
            problem(bad.Message);
        }
    }

    private static Night Night(string name, RunReport report)
    {
        var facts = report.Recording.Identity.Facts;
        var floor = report.Verdict.Findings.FirstOrDefault(f => f.Metric == "live-heap");
        var measured = MeasuredRun.Of(report.Judged, report.Verdict);
        return new Night
        {
            Run = name,
            Scenario = report.Scenario.Name,
            StartedAt = report.Recording.Identity.StartedAt,
            Verdict = report.Verdict.Verdict,
            Commit = facts.GetValueOrDefault("git-commit", ""),
            Branch = facts.GetValueOrDefault("git-branch", ""),
            Build = facts.GetValueOrDefault("build-id", ""),
            Leak = floor?.PerRequest ?? floor?.PerHour,
            IsPerRequest = floor?.PerRequest is not null,
            Floor = measured.Find("floor")?.Estimate,
            Allocated = measured.Find("allocated-per-request")?.Estimate,
            P99Ms = measured.Find("p99")?.Estimate,
        };
    }

    private static IReadOnlyDictionary<string, string>? TryMeta(RunFolder folder)
    {
        try
        {
            return RecordingReader.ReadMeta(folder.Recording);
        }
        catch (RecordingException)
        {
            return null;
        }
    }

    private static string Name(RunFolder folder) => Path.GetFileName(folder.Path);

    /// <summary>Every build of the harness judges in its own way: its identity is the version of the index.</summary>
    private static string Version() => typeof(Turns).Assembly.ManifestModule.ModuleVersionId.ToString();
}
