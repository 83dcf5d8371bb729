using SoakHarness.Runs;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Cli;

/// <summary>Finds and reads the scenarios that a command names.</summary>
internal static class ScenarioSource
{
    /// <summary>Reads all files; when any has problems, writes all problems of all files and reads none.</summary>
    internal static bool TryRead(
        IEnumerable<string> paths,
        TextWriter errors,
        out IReadOnlyList<ReadScenario> scenarios
    )
    {
        var environment = AmbientEnvironment.Read();
        var results = paths.Select(path => (Path: path, Result: ScenarioFile.Read(path, environment))).ToArray();
        foreach (var problem in results.SelectMany(r => r.Result.Problems))
            errors.WriteLine(problem);
        var isGood = results.All(r => r.Result.Problems.Count == 0);
        scenarios = isGood ? [.. results.Select(r => new ReadScenario(r.Path, r.Result.Spec!, r.Result.Secrets))] : [];
        return isGood;
    }
}
