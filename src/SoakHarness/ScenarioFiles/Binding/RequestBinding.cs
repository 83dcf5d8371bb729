using System.Text.RegularExpressions;
using SoakHarness.Load.Feeds;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns requests and steps into their records.</summary>
internal static partial class RequestBinding
{
    private static readonly string[] SecretHeaders = ["Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key"];

    /// <summary>Binds a list of requests or steps.</summary>
    /// <param name="maps">The items of the list.</param>
    public static IReadOnlyList<RequestSpec> BindAll(IReadOnlyList<MapValue> maps)
    {
        var names = new HashSet<string>();
        var requests = new List<RequestSpec>();
        foreach (var map in maps)
        {
            var request = Bind(map);
            requests.Add(request);
            if (!names.Add(request.Name))
            {
                map.Report(
                    map.Has("name") ? "name" : "path",
                    $"\"{request.Name}\" is the name of an earlier one; give each its own"
                );
            }
        }

        return requests;
    }

    private static RequestSpec Bind(MapValue map)
    {
        var (method, path) = (map.Get("method", "GET"), map.Get("path", "/"));
        var headers = map.Get("headers", new Dictionary<string, string>());
        KeepSecret(headers, map.Reading);
        CheckPath(map, path);
        CheckHeaders(map, "headers", headers);
        if (map.Find<MapValue>("expect") is { } expect)
        {
            CheckHeaders(expect, "header", expect.Get("header", new Dictionary<string, string>()));
        }

        return new RequestSpec
        {
            Name = map.Get("name", $"{method} {path}"),
            Method = method,
            Path = path,
            Weight = map.Get("weight", 1.0),
            Headers = headers,
            Body = BodyBinding.Bind(map),
            Expect = ResponseCheckBinding.Bind(map.Find<MapValue>("expect")),
            Captures = map.Get("capture", new Dictionary<string, MapValue>())
                .ToDictionary(capture => capture.Key, capture => Capture(capture.Value)),
            ThinkTime = map.Get("think-time", TimeSpan.Zero),
        };
    }

    private static CaptureSpec Capture(MapValue map) =>
        map switch
        {
            _ when map.Find<string>("json") is { } path => new CaptureSpec(CaptureSource.Json, path),
            _ when map.Find<string>("header") is { } name => new CaptureSpec(CaptureSource.Header, name),
            _ => new CaptureSpec(CaptureSource.Regex, map.Find<Regex>("regex")?.ToString() ?? ""),
        };

    /// <summary>
    /// Other tools write <c>{{uuid}}</c>; sent as it stands, every request would be the same and no leak of a key would
    /// show.
    /// </summary>
    private static void CheckPath(MapValue map, string path)
    {
        if (Braces().Match(path) is { Success: true } braces)
        {
            map.Report(
                "path",
                $"{braces.Value} would be sent as it stands: a placeholder is ${{feed.column}}, ${{captured}} or one of {GeneratedColumn.Placeholders}; a brace itself is %7B"
            );
        }
    }

    /// <summary>The HTTP client leaves out a header that cannot be sent, without a word.</summary>
    private static void CheckHeaders(MapValue map, string key, Dictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            if (!HeaderName().IsMatch(name))
            {
                map.Report(key, $"\"{name}\" is no name of a header: it may have letters, digits and dashes");
            }
            else if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
            {
                map.Report(key, $"the value of {name} has a line break in it");
            }
        }
    }

    [GeneratedRegex(@"\{\{[^}]*\}\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\z")]
    private static partial Regex HeaderName();

    private static void KeepSecret(Dictionary<string, string> headers, Reading reading)
    {
        foreach (var (name, value) in headers)
        {
            if (
                SecretHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
                && !value.Contains("${", StringComparison.Ordinal)
            )
            {
                reading.Secrets.Add(value);
            }
        }
    }
}
