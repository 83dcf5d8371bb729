using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports;

/// <summary>
/// <c>report.json</c>: the run for other programs. Numbers that are not known are null; nothing is NaN or infinite.
/// </summary>
public static class JsonReport
{
    /// <summary>Version of the schema, in the field <c>schema</c>.</summary>
    public const int Schema = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Renders a run.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report) =>
        new JsonObject
        {
            ["schema"] = Schema,
            ["run"] = report.Recording.Identity.RunId,
            ["scenario"] = report.Scenario.Name,
            ["started_at"] = report.Recording.Identity.StartedAt.ToString(
                "O",
                System.Globalization.CultureInfo.InvariantCulture
            ),
            ["harness_version"] = report.Recording.Identity.HarnessVersion,
            ["outcome"] = Words.Kebab(report.Outcome.ToString()),
            ["exit_code"] = (int)report.Outcome,
            ["outcome_reason"] = report.OutcomeReason,
            ["verdict"] = Words.Kebab(report.Verdict.Verdict.ToString()),
            ["confidence"] = Number(report.Verdict.Confidence),
            ["reason"] = report.Verdict.Reason,
            ["metrics"] = new JsonArray([.. report.Verdict.Findings.Select(Metric)]),
            ["explanations"] = new JsonArray([.. report.Verdict.Explanations.Select(e => (JsonNode)e.Text)]),
            ["suspects"] = new JsonArray([.. report.Verdict.Suspects.Select(Suspect)]),
            ["load"] = report.Load is { } load ? Load(load) : null,
            ["gc_pressure"] = report.Pressure is { } pressure ? PressureJson.Render(pressure) : null,
            ["thresholds"] = new JsonArray([
                .. report.Thresholds.Select(t => new JsonObject
                {
                    ["expression"] = t.Expression,
                    ["passed"] = t.Passed,
                    ["measured"] = t.Measured,
                }),
            ]),
            ["doubts"] = new JsonArray([.. report.Doubts.Select(d => (JsonNode)d)]),
            ["events"] = new JsonArray([
                .. report
                    .Recording.Events.Where(e => e.Kind != RunEventKind.Phase)
                    .Select(e => new JsonObject
                    {
                        ["time_s"] = Number(e.Time),
                        ["kind"] = Words.Kebab(e.Kind.ToString()),
                        ["text"] = e.Text,
                    }),
            ]),
            ["facts"] = new JsonObject(
                report
                    .Recording.Identity.Facts.OrderBy(f => f.Key, StringComparer.Ordinal)
                    .Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value))
            ),
        }.ToJsonString(Options) + "\n";

    private static JsonObject Metric(MetricFinding finding) =>
        new()
        {
            ["name"] = finding.Metric,
            ["unit"] = finding.Unit,
            ["gates"] = finding.IsGating,
            ["verdict"] = Words.Kebab(finding.Verdict.ToString()),
            ["confidence"] = Number(finding.Confidence),
            ["slope_per_hour"] = Number(finding.PerHour?.Estimate),
            ["slope_low"] = Number(finding.PerHour?.Low),
            ["slope_high"] = Number(finding.PerHour?.High),
            ["slope_per_request"] = Number(finding.PerRequest?.Estimate),
            ["slope_per_request_low"] = Number(finding.PerRequest?.Low),
            ["slope_per_request_high"] = Number(finding.PerRequest?.High),
            ["base"] = Number(finding.Base),
            ["floor_before"] = Level(finding, finding.FloorBefore),
            ["floor_after"] = Level(finding, finding.FloorAfter),
            ["largest_fall"] = Number(finding.LargestFall),
            ["samples"] = finding.Samples,
            ["onset_s"] = Number(finding.OnsetSeconds),
            ["more_minutes"] = Number(finding.MoreMinutes),
            ["more_minutes_high"] = Number(finding.MoreMinutesHigh),
            ["seconds_to_limit"] = Range(finding.SecondsToLimit),
            ["limit"] = Number(finding.Ceiling?.Level),
            ["limit_reason"] = finding.Ceiling?.Reason,
            ["code"] = Words.Kebab(finding.Code.ToString()),
            ["rule"] = finding.Rule,
            ["reason"] = finding.Reason,
        };

    private static JsonObject Suspect(Suspect suspect) =>
        new()
        {
            ["type"] = suspect.Type,
            ["metric"] = suspect.Metric,
            ["growth_per_request"] = Number(suspect.GrowthPerRequest?.Estimate),
            ["growth_per_request_range"] = Range(suspect.GrowthPerRequest),
            ["bytes_per_request"] = Number(suspect.BytesPerRequest?.Estimate),
            ["bytes_per_request_range"] = Range(suspect.BytesPerRequest),
            ["share"] = Number(suspect.Share),
            ["holder"] = suspect.Holder,
            ["path"] = new JsonArray([.. suspect.Path.Select(p => (JsonNode)p)]),
            ["allocation_site"] = new JsonArray([.. suspect.AllocationSite.Select(p => (JsonNode)p)]),
            ["allocation_note"] = suspect.AllocationNote,
            ["cause"] = suspect.Cause,
        };

    private static JsonObject Load(LoadSummary load)
    {
        var whole = Step(load.Whole);
        whole["seconds"] = Number(load.Seconds);
        whole["void"] = load.IsVoid;
        whole["void_reason"] = load.VoidReason;
        whole["steps"] = new JsonArray([.. load.Steps.Select(Step)]);
        return whole;
    }

    private static JsonObject Step(StepSummary step) =>
        new()
        {
            ["name"] = step.Name,
            ["asked"] = step.Asked,
            ["sent"] = step.Sent,
            ["completed"] = step.Completed,
            ["failed"] = step.Failed,
            ["timed_out"] = step.TimedOut,
            ["cancelled"] = step.Cancelled,
            ["bytes"] = step.Bytes,
            ["latency_ms"] = Durations(step.Latency),
            ["service_time_ms"] = Durations(step.ServiceTime),
            ["lateness_ms"] = Durations(step.Lateness),
            ["errors"] = new JsonArray([
                .. step.Errors.Select(e => new JsonObject
                {
                    ["kind"] = e.Kind,
                    ["count"] = e.Count,
                    ["example"] = e.Example,
                }),
            ]),
        };

    private static JsonObject Durations(LatencyCounts counts) =>
        new()
        {
            ["mean"] = Number(counts.Mean() / 1000),
            ["p50"] = Number(counts.Percentile(50) / 1000),
            ["p90"] = Number(counts.Percentile(90) / 1000),
            ["p95"] = Number(counts.Percentile(95) / 1000),
            ["p99"] = Number(counts.Percentile(99) / 1000),
            ["p99.9"] = Number(counts.Percentile(99.9) / 1000),
            ["max"] = counts.Count() > 0 ? Number(counts.MaxMicros / 1000.0) : null,
        };

    private static JsonArray? Range(Interval? interval) =>
        interval is null ? null : [Number(interval.Low), Number(interval.High)];

    /// <summary>A level; null when there was no reading.</summary>
    private static JsonNode? Level(MetricFinding finding, double value) => finding.Samples == 0 ? null : Number(value);

    private static JsonNode? Number(double? value) =>
        value is { } known && double.IsFinite(known) ? JsonValue.Create(known) : null;
}
