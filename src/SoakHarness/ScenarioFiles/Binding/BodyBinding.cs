using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns the body keys of a request into their record.</summary>
internal static class BodyBinding
{
    private const string Json = "application/json";
    private const string PlainText = "text/plain; charset=utf-8";
    private const string Bytes = "application/octet-stream";

    /// <summary>Binds the body of a request.</summary>
    /// <param name="map">The map of the request.</param>
    /// <returns>The body, or null for none.</returns>
    public static BodySpec? Bind(MapValue map)
    {
        if (map.Find<string>("json") is { } json)
        {
            return OfText(map, json, Json);
        }

        if (map.Find<string>("body") is { } text)
        {
            return OfText(map, text, PlainText);
        }

        if (map.Find<string>("file") is { } file)
        {
            return new BodySpec(null, file, map.Get("content-type", Bytes), map.Get("template", false));
        }

        foreach (var key in new[] { "template", "content-type" }.Where(map.Has).Where(_ => !HasBody(map)))
        {
            map.Report(key, "needs a body: json, body or file");
        }

        return null;
    }

    private static BodySpec OfText(MapValue map, string text, string contentType) =>
        new(
            text,
            null,
            map.Get("content-type", contentType),
            map.Get("template", text.Contains("${", StringComparison.Ordinal))
        );

    private static bool HasBody(MapValue map) => map.Has("json") || map.Has("body") || map.Has("file");
}
