using System.CommandLine;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Verdicts;
using SoakHarness.Recordings;
using SoakHarness.Runs;
using static System.FormattableString;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak heap diff</c>: what grew between snapshots, and who holds it.</summary>
internal static class HeapDiffVerb
{
    private const int TypesShown = 30;

    internal static Command Create()
    {
        var paths = new Argument<string[]>("snapshot")
        {
            Description = "Snapshot files in the order in which they were taken, or one run's folder.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = RunSettings.Format();
        var command = new Command("diff", "Shows what grew between two or more heap snapshots.") { paths, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var stages = StoredSnapshots.Read(parsed.GetRequiredValue(paths));
                if (stages.Count < 2)
                {
                    error.WriteLine(
                        $"{string.Join(", ", parsed.GetRequiredValue(paths))}: {stages.Count} complete heap snapshots; two are needed to compare."
                    );
                    return ExitCodes.BadInput;
                }

                var suspects = SuspectFinder.Find(stages, []);
                var types = HeapComparison.Of(stages[0].Summary, stages[^1].Summary);
                output.Write(
                    parsed.GetRequiredValue(format) == "json"
                        ? HeapJson.Diff(types, suspects)
                        : Text(stages, types, suspects)
                );
                return ExitCodes.Passed;
            }
            catch (Exception bad)
                when (bad is InvalidDataException or RecordingException or UnauthorizedAccessException)
            {
                error.WriteLine(bad.Message);
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static string Text(
        IReadOnlyList<HeapStage> stages,
        IReadOnlyList<HeapComparison> types,
        IReadOnlyList<Suspect> suspects
    )
    {
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        foreach (var summary in stages.Select(stage => stage.Summary))
            text.WriteLine(Invariant($"{summary.Label}: {summary.Objects} objects, {summary.Bytes} bytes reachable"));
        text.WriteLine($"\n{"retained", 14} {"grown by", 14} {"instances", 10} {"more by", 10}  type");
        foreach (var type in types.Take(TypesShown))
            text.WriteLine(
                Invariant(
                    $"{type.RetainedAfter, 14} {type.Grown, 14:+#;-#;0} {type.InstancesAfter, 10} {type.InstancesAfter - type.InstancesBefore, 10:+#;-#;0}  {type.Type}"
                )
            );
        if (types.Count > TypesShown)
            text.WriteLine(Invariant($"and {types.Count - TypesShown} types more that changed"));
        if (suspects.Count == 0)
            text.WriteLine("\nNothing grew from each snapshot to the next.");
        foreach (var suspect in suspects)
            Append(text, suspect);
        return text.ToString();
    }

    private static void Append(StringWriter text, Suspect suspect)
    {
        var share = suspect.Share is { } part ? Invariant($", {part:0%} of the growth") : "";
        var rate = suspect.BytesPerRequest is { } bytes
            ? Invariant($", {bytes.Estimate:0} bytes and {suspect.GrowthPerRequest!.Estimate:0.##} instances a request")
            : "";
        text.WriteLine($"\nsuspect: {suspect.Type}{share}{rate}");
        for (var i = 0; i < suspect.Path.Count; i++)
            text.WriteLine($"{new string(' ', 2 * i + 2)}{suspect.Path[i]}");
        if (suspect.Cause.Length > 0)
            text.WriteLine($"  {suspect.Cause}");
    }
}
