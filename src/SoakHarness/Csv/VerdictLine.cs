using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Csv;

/// <summary>The JSON line of one analysed file (a contract: see the design).</summary>
public static class VerdictLine
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line.</summary>
    /// <param name="file">File name.</param>
    /// <param name="verdict">Its verdict.</param>
    public static string Render(string file, RunVerdict verdict) =>
        new JsonObject
        {
            ["file"] = file,
            ["verdict"] = Name(verdict.Verdict),
            ["confidence"] = Math.Round(verdict.Confidence, 3),
            ["reason"] = verdict.Reason,
            ["metrics"] = new JsonArray([.. verdict.Findings.Select(Metric)]),
        }.ToJsonString(Options);

    /// <summary>The line of a file that could not be judged.</summary>
    /// <param name="file">File name.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static string RenderProblem(string file, string problem) =>
        new JsonObject { ["file"] = file, ["error"] = problem }.ToJsonString(Options);

    private static JsonObject Metric(MetricFinding finding) =>
        new()
        {
            ["name"] = finding.Metric,
            ["verdict"] = Name(finding.Verdict),
            ["confidence"] = Math.Round(finding.Confidence, 3),
            ["slope_per_hour"] = Number(finding.PerHour?.Estimate),
            ["slope_low"] = Number(finding.PerHour?.Low),
            ["slope_high"] = Number(finding.PerHour?.High),
            ["slope_per_request"] = Number(finding.PerRequest?.Estimate),
            ["code"] = finding.Code.ToString(),
            ["more_minutes"] = Number(finding.MoreMinutes),
            ["more_minutes_high"] = Number(finding.MoreMinutesHigh),
            ["reason"] = finding.Reason,
        };

    private static JsonNode? Number(double? value) =>
        value is { } known && double.IsFinite(known) ? JsonValue.Create(known) : null;

    private static string Name(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
