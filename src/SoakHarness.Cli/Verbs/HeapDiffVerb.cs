using System.CommandLine;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Verdicts;
using SoakHarness.Recordings;
using SoakHarness.Runs;
using static System.FormattableString;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak heap diff</c>: what grew between snapshots, and who holds it.</summary>
internal static class HeapDiffVerb
{
    private const int TypesShown = 30;
    private const int Width = 80;

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
                        $"{string.Join(", ", parsed.GetRequiredValue(paths))}: {(stages.Count == 0 ? "no" : "only one")} complete heap snapshot; two are needed to compare."
                    );
                    return ExitCodes.BadInput;
                }

                var suspects = SuspectFinder.Find(stages, AllocationWindow.None);
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
            text.WriteLine(
                Invariant($"{summary.Label}: {summary.Objects} objects, {ProgressLine.Bytes(summary.Bytes)} reachable")
            );
        text.WriteLine($"\n{"retained", 10} {"grown by", 10} {"instances", 10} {"more by", 10}  type");
        foreach (var type in types.Take(TypesShown))
            Append(text, type);
        if (types.Count > TypesShown)
            text.WriteLine(Invariant($"more types that changed: {types.Count - TypesShown}"));
        if (suspects.Count == 0)
            text.WriteLine("\nNothing grew from each snapshot to the next.");
        foreach (var suspect in suspects)
            Append(text, suspect);
        return text.ToString();
    }

    /// <summary>A line of numbers with the type behind them, or below them where it is too long for that.</summary>
    private static void Append(StringWriter text, HeapComparison type)
    {
        var grown = (type.Grown < 0 ? "-" : "+") + ProgressLine.Bytes(Math.Abs(type.Grown));
        var more = type.InstancesAfter - type.InstancesBefore;
        var numbers = Invariant(
            $"{ProgressLine.Bytes(type.RetainedAfter), 10} {grown, 10} {type.InstancesAfter, 10} {more, 10:+#;-#;0}"
        );
        var fits = numbers.Length + type.Type.Length + 2 <= Width;
        text.WriteLine(fits ? $"{numbers}  {type.Type}" : $"{numbers}\n    {type.Type}");
    }

    private static void Append(StringWriter text, Suspect suspect)
    {
        var share = suspect.Share is { } part ? Invariant($", {part:0%} of the growth") : "";
        var more = suspect.GrowthPerRequest is { } count ? Invariant($" and {count.Estimate:0.##} of it") : "";
        var rate = suspect.BytesPerRequest is { } bytes
            ? $"  {ProgressLine.Bytes((long)bytes.Estimate)}{more} a request"
            : "";
        text.WriteLine($"\nsuspect: {suspect.Type}{share}");
        if (rate.Length > 0)
            text.WriteLine(rate);
        for (var i = 0; i < suspect.Path.Count; i++)
            text.WriteLine($"{new string(' ', 2 * i + 2)}{suspect.Path[i]}");
        if (suspect.Cause.Length > 0)
            Wrap(text, suspect.Cause);
    }

    private static void Wrap(StringWriter text, string sentence)
    {
        var line = " ";
        foreach (var word in sentence.Split(' '))
        {
            if (line.Length + word.Length + 1 > Width)
            {
                text.WriteLine(line);
                line = " ";
            }

            line += $" {word}";
        }

        text.WriteLine(line);
    }
}
