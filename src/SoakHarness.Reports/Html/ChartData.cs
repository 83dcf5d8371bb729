using System.Text.Json.Nodes;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Reports.Html;

/// <summary>What the page's script draws.</summary>
internal static class ChartData
{
    /// <summary>
    /// Phases, marks and charts. The default encoder writes &lt; and &gt; as \u escapes, so that no text can end a
    /// script element.
    /// </summary>
    internal static JsonObject Of(Recording recording, IEnumerable<Chart> charts)
    {
        var phases = recording
            .Events.Where(e => e.Kind == RunEventKind.Phase && e.Text != "end")
            .Select(e => new JsonObject { ["t"] = e.Time, ["name"] = e.Text });
        return new JsonObject
        {
            ["origin"] = Math.Round(RunClock.Origin(recording), 3),
            ["phases"] = new JsonArray([.. phases]),
            ["marks"] = CollectionMarks.Of(recording),
            ["charts"] = new JsonArray([.. charts.Select(c => c.ToJson())]),
        };
    }
}
