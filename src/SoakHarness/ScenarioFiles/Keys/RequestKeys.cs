using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Keys;

/// <summary>Keys of one request of a mix, or one step of a journey.</summary>
internal static class RequestKeys
{
    private static readonly ScalarShape Status = Scalars.Whole(100, 599);

    private static readonly ScalarShape Method = Scalars.Choice([
        .. new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE" }.Select(m => (m, m)),
    ]);

    /// <summary>The map of a request.</summary>
    public static MapShape Request { get; } =
        Shape(
            new Key("weight", Scalars.Weight, "Share of the mix, relative to the other requests.")
            {
                AlsoWritten = "share ratio probability",
                Default = "1",
            }
        );

    /// <summary>The map of a step.</summary>
    public static MapShape Step { get; } =
        Shape(
            new Key("think-time", Scalars.DurationOrZero, "Pause after this step.")
            {
                AlsoWritten = "pause wait delay sleep",
                Default = "none",
            },
            new Key(
                "capture",
                new DictionaryShape<MapValue>(Capture, "names"),
                "Values taken from the response into later steps, where ${name} stands for them."
            )
            {
                AlsoWritten = "extract captures save store set variables",
            }
        );

    private static MapShape Capture =>
        new([
            new("json", Scalars.Text, "JSON path in the body, $.a.b[0].") { AlsoWritten = "jsonpath json-path path" },
            new("header", Scalars.Text, "Name of a response header."),
            new("regex", Scalars.Expression, "Regular expression over the body: its first group, or the whole match.")
            {
                AlsoWritten = "pattern expression",
            },
        ])
        {
            Exclusives = [new Exclusive(["json", "header", "regex"], IsRequired: true)],
            Alone = text =>
                text.StartsWith('$') ? "json"
                : text.Contains('(', StringComparison.Ordinal) ? "regex"
                : "header",
        };

    private static MapShape Expect =>
        new([
            new("status", new EitherShape(Status, new ListShape<long>(Status)), "Accepted status, or a list of them.")
            {
                AlsoWritten = "code status-code statuses",
                Default = "every status below 400",
            },
            new(
                "header",
                new DictionaryShape<string>(Scalars.TextOrEmpty, "header names"),
                "Headers that must be there with a value that contains the given text."
            )
            {
                AlsoWritten = "headers",
            },
            new("body-contains", Scalars.Text, "Text that the body must contain.")
            {
                AlsoWritten = "body contains contain includes text",
            },
            new("json-path", Scalars.Text, "JSON path that must exist in the body.")
            {
                AlsoWritten = "json jsonpath path",
            },
            new("json-value", Scalars.TextOrEmpty, "Value that json-path must have.") { AlsoWritten = "value equals" },
            new("min-bytes", Scalars.Whole(0, int.MaxValue), "Smallest body in bytes.")
            {
                AlsoWritten = "bytes size length min-size min-length",
            },
            new("max-bytes", Scalars.Whole(0, int.MaxValue), "Largest body in bytes.")
            {
                AlsoWritten = "bytes size length max-size max-length",
            },
            new("within", Scalars.Duration, "A response later than this is a failure.")
            {
                AlsoWritten = "deadline latency time timeout duration max-time max-latency response-time",
            },
        ])
        {
            Alone = _ => "status",
        };

    private static MapShape Shape(params Key[] more) =>
        new([
            new("name", Scalars.Text, "Name in statistics and reports.") { Default = "method and path" },
            new("method", Method, "HTTP method.") { AlsoWritten = "verb type", Default = "GET" },
            new("path", Scalars.RequestPath, "Path and query, relative to target.url; may hold ${feed.column}.")
            {
                AlsoWritten = "url uri endpoint route query params",
                IsRequired = true,
            },
            new("headers", new DictionaryShape<string>(Scalars.TextOrEmpty, "header names"), "Request headers.")
            {
                AlsoWritten = "auth authorization",
            },
            new("json", new JsonShape(), "Body, sent as JSON.") { AlsoWritten = "payload data json-body" },
            new("body", Scalars.TextOrEmpty, "Body as text.") { AlsoWritten = "payload data text content raw" },
            new("file", PathShape.ToFile, "File that is sent as the body.") { AlsoWritten = "body-file" },
            new("template", Scalars.Flag, "Fill in placeholders of the load in the body for every request.")
            {
                Default = "true when a json or text body holds one",
            },
            new("content-type", Scalars.Text, "Content-Type header of the body.")
            {
                AlsoWritten = "mime mime-type",
                Default = "application/json for json, text/plain for body, application/octet-stream for file",
            },
            new("expect", Expect, "What a good response looks like.")
            {
                AlsoWritten = "check checks assert assertions response verify",
                Default = "a status below 400",
            },
            .. more,
        ])
        {
            Exclusives = [new Exclusive(["json", "body", "file"])],
        };
}
