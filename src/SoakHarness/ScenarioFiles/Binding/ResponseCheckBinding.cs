using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns <c>expect</c> of a request into its record.</summary>
internal static class ResponseCheckBinding
{
    /// <summary>Binds the map.</summary>
    /// <param name="map">The map under <c>expect</c>; null for the default check.</param>
    public static ResponseCheck Bind(MapValue? map)
    {
        if (map is null)
        {
            return new ResponseCheck();
        }

        var check = new ResponseCheck
        {
            Statuses = [.. Statuses(map).Select(status => (int)status)],
            Headers = map.Get("header", new Dictionary<string, string>()),
            BodyContains = map.Find<string>("body-contains"),
            JsonPath = map.Find<string>("json-path"),
            JsonValue = map.Find<string>("json-value"),
            MinBytes = map.Get<long?>("min-bytes", null),
            MaxBytes = map.Get<long?>("max-bytes", null),
            Within = map.Get<TimeSpan?>("within", null),
        };
        Check(map, check);
        return check;
    }

    private static long[] Statuses(MapValue map) =>
        map.Get<long?>("status", null) is { } single ? [single] : map.Get<long[]>("status", []);

    private static void Check(MapValue map, ResponseCheck check)
    {
        if (map.Has("json-value") && !map.Has("json-path"))
        {
            map.Report("json-value", "needs json-path beside it");
        }

        if (check.MinBytes > check.MaxBytes)
        {
            map.Report("min-bytes", "is above max-bytes");
        }
    }
}
