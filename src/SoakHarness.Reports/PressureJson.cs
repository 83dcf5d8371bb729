using System.Text.Json.Nodes;
using SoakHarness.Model.Pressure;

namespace SoakHarness.Reports;

/// <summary>The field <c>gc_pressure</c> of <c>report.json</c>.</summary>
internal static class PressureJson
{
    internal static JsonObject Render(GcPressure pressure) =>
        new()
        {
            ["verdict"] = Words.Kebab(pressure.Verdict.ToString()),
            ["seconds"] = pressure.Seconds,
            ["allocated_per_request"] = pressure.AllocatedPerRequest,
            ["allocated_per_second"] = pressure.AllocatedPerSecond,
            ["collections_per_minute"] = new JsonArray([.. pressure.CollectionsPerMinute.Select(c => (JsonNode?)c)]),
            ["pause_share"] = pressure.PauseShare,
            ["includes_induced"] = pressure.IncludesInduced,
            ["sites"] = new JsonArray([
                .. pressure.Sites.Select(s => new JsonObject
                {
                    ["method"] = s.Method,
                    ["type"] = s.Type,
                    ["share"] = s.Share,
                }),
            ]),
        };
}
