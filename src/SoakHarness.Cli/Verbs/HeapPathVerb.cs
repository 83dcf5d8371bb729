using System.CommandLine;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;
using SoakHarness.Runs;
using static System.FormattableString;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak heap path</c>: who holds the instances of a type.</summary>
internal static class HeapPathVerb
{
    private const int BranchesShown = 5;

    internal static Command Create()
    {
        var type = new Option<string>("--type")
        {
            Description = "Name of a type, or a part of it that only one type has.",
            Required = true,
        };
        var file = new Argument<string>("snapshot")
        {
            Description = "A snapshot file, or a run's folder for its last one.",
        };
        var format = RunSettings.Format();
        var command = new Command("path", "Shows the paths from the roots to the instances of a type.")
        {
            type,
            file,
            format,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var snapshot = StoredSnapshots.ReadLast(parsed.GetRequiredValue(file));
                var found = TypeSearch.Find(snapshot, parsed.GetRequiredValue(type));
                if (found is not [var only])
                {
                    error.WriteLine(Problem(parsed.GetRequiredValue(type), parsed.GetRequiredValue(file), found));
                    return ExitCodes.BadInput;
                }

                var roots = PathTree.Of(snapshot, only);
                output.Write(
                    parsed.GetRequiredValue(format) == "json"
                        ? HeapJson.Paths(only, roots)
                        : Text(snapshot, only, roots)
                );
                return ExitCodes.Passed;
            }
            catch (Exception bad)
                when (bad is InvalidDataException or UnauthorizedAccessException or Recordings.RecordingException)
            {
                error.WriteLine(bad.Message);
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static string Problem(string text, string file, IReadOnlyList<string> found) =>
        found.Count == 0
            ? $"No type in {file} has \"{text}\" in its name."
            : $"\"{text}\" fits {found.Count} types; name one of them:\n  {string.Join("\n  ", found.Take(20))}{(found.Count > 20 ? "\n  ..." : "")}";

    private static string Text(HeapSnapshot snapshot, string type, IReadOnlyList<PathTree> roots)
    {
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        var number = Array.IndexOf(snapshot.Types, type);
        text.WriteLine(
            Invariant(
                $"{type}: {snapshot.TypeOf.Count(t => t == number)} instances, {roots.Sum(r => r.Instances)} of them looked at"
            )
        );
        if (roots.Count == 0)
            text.WriteLine("  no root reaches any of them");
        Append(text, roots, 1);
        return text.ToString();
    }

    private static void Append(StringWriter text, IReadOnlyList<PathTree> trees, int depth)
    {
        foreach (var tree in trees.Take(BranchesShown))
        {
            text.WriteLine(Invariant($"{new string(' ', 2 * depth)}{tree.Step} ({tree.Instances})"));
            Append(text, tree.Below, depth + 1);
        }

        if (trees.Count > BranchesShown)
            text.WriteLine(
                Invariant(
                    $"{new string(' ', 2 * depth)}... {trees.Count - BranchesShown} more ({trees.Skip(BranchesShown).Sum(t => t.Instances)})"
                )
            );
    }
}
