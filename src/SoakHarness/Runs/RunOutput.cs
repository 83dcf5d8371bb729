using SoakHarness.Reports;

namespace SoakHarness.Runs;

/// <summary>What a run prints when it is over.</summary>
public static class RunOutput
{
    /// <summary>Writes the result, and where the report is.</summary>
    /// <param name="result">The run.</param>
    /// <param name="isJson">The report as JSON instead of its summary.</param>
    /// <param name="output">Takes the result.</param>
    /// <param name="errors">Takes everything else.</param>
    public static async Task WriteAsync(RunResult result, bool isJson, TextWriter output, TextWriter errors)
    {
        if (result.Report is { } report)
            await output.WriteAsync(isJson ? JsonReport.Render(report) : ConsoleSummary.Render(report));
        else
            await errors.WriteLineAsync(result.Reason);
        var page = result.Folder.File("report.html");
        var (what, file) = File.Exists(page)
            ? ("report:", page)
            : ("no report, what was recorded is in", result.Folder.Path);
        await errors.WriteLineAsync($"{what} {ShownPath.Of(file)}");
    }
}
