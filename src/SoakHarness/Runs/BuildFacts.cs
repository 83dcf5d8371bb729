using System.Diagnostics;

namespace SoakHarness.Runs;

/// <summary>Which build is tested: from the variables of GitHub, Azure DevOps and GitLab, or from git itself.</summary>
internal static class BuildFacts
{
    private static readonly (string Fact, string[] Variables)[] Known =
    [
        ("git-commit", ["GITHUB_SHA", "BUILD_SOURCEVERSION", "CI_COMMIT_SHA"]),
        ("git-branch", ["GITHUB_HEAD_REF", "GITHUB_REF_NAME", "BUILD_SOURCEBRANCHNAME", "CI_COMMIT_REF_NAME"]),
        ("build-id", ["GITHUB_RUN_ID", "BUILD_BUILDID", "CI_PIPELINE_ID"]),
    ];

    /// <summary>Facts by name; those that are not known are left out.</summary>
    /// <param name="environment">Environment of the harness.</param>
    /// <param name="directory">Folder whose git checkout is asked when the environment says nothing.</param>
    internal static IEnumerable<KeyValuePair<string, string>> Read(
        IReadOnlyDictionary<string, string> environment,
        string directory
    )
    {
        foreach (var (fact, variables) in Known)
        {
            var name = variables.FirstOrDefault(v => environment.TryGetValue(v, out var value) && value.Length > 0);
            var found = name is not null ? environment[name] : Ask(fact, directory);
            if (found is { Length: > 0 })
                yield return new(fact, found);
        }
    }

    private static string? Ask(string fact, string directory) =>
        fact switch
        {
            "git-commit" => Git(directory, "rev-parse", "HEAD"),
            "git-branch" => Git(directory, "rev-parse", "--abbrev-ref", "HEAD"),
            _ => null,
        };

    private static string? Git(string directory, params string[] arguments)
    {
        try
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", ["-C", directory, .. arguments])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var answer = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
