using System.CommandLine;
using System.Globalization;
using SoakHarness.Recordings;
using SoakHarness.Reports.Comparisons;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak compare</c>: what changed between two runs, or two sets of runs.</summary>
internal static class CompareVerb
{
    internal static Command Create()
    {
        var before = new Argument<string>("before")
        {
            Description = "A run's folder, or a folder of runs: the baseline.",
        };
        var after = new Argument<string>("after") { Description = "A run's folder, or a folder of runs." };
        var tolerance = new Option<string>("--tolerance")
        {
            Description = "Smallest worsening that fails, e.g. 10%.",
            DefaultValueFactory = _ => "10%",
        };
        var html = new Option<string?>("--html")
        {
            Description = "Also writes a page to this file; compare.html when no file is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = RunSettings.Format();
        var command = new Command("compare", "Says what changed between two runs, or two folders of runs.")
        {
            before,
            after,
            tolerance,
            html,
            format,
        };
        command.SetAction(parsed =>
        {
            if (Share(parsed.GetRequiredValue(tolerance)) is not { } share)
            {
                Console.Error.WriteLine(
                    $"--tolerance {parsed.GetRequiredValue(tolerance)}: write a share of at least 0, e.g. 10% or 0.1."
                );
                return ExitCodes.BadInput;
            }

            try
            {
                var comparison = RunComparison.Compare(
                    parsed.GetRequiredValue(before),
                    parsed.GetRequiredValue(after),
                    share
                );
                Console.Out.Write(
                    parsed.GetRequiredValue(format) == "json"
                        ? ComparisonJson.Render(comparison)
                        : ComparisonText.Render(comparison)
                );
                if (parsed.GetResult(html) is not null)
                    File.WriteAllText(parsed.GetValue(html) ?? "compare.html", ComparisonHtml.Render(comparison));
                return comparison.Changes.Count == 0 ? ExitCodes.Inconclusive
                    : comparison.HasRegression ? ExitCodes.Failed
                    : ExitCodes.Passed;
            }
            catch (Exception bad) when (bad is RecordingException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(bad.Message);
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static double? Share(string text)
    {
        var isPercent = text.EndsWith('%');
        var number = isPercent ? text[..^1].TrimEnd() : text;
        return
            double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= 0
            && double.IsFinite(value)
            ? isPercent
                ? value / 100
                : value
            : null;
    }
}
