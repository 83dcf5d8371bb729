using System.Text.Json;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Journeys;

/// <summary>
/// A request whose path, headers and body may hold placeholders. Values are escaped for where they go: as a part of a
/// URL and of a form, without line breaks in a header, as a part of a JSON string in a JSON body.
/// </summary>
internal sealed class RequestTemplate
{
    private readonly RequestSpec _spec;
    private readonly Template _path;
    private readonly KeyValuePair<string, Template>[] _headers;
    private readonly Template? _body;

    internal RequestTemplate(RequestSpec spec)
    {
        _spec = spec;
        _path = new Template(spec.Path, Uri.EscapeDataString);
        _headers = [.. spec.Headers.Select(h => KeyValuePair.Create(h.Key, new Template(h.Value, OneLine)))];
        _body = spec.Body is { IsTemplate: true } body ? new Template(TextOf(body), EscapeFor(body)) : null;
        IsPlain = _path.IsPlain && _headers.All(h => h.Value.IsPlain) && _body?.IsPlain != false;
    }

    /// <summary>True when every request is the same.</summary>
    internal bool IsPlain { get; }

    /// <summary>The request with its values; the very same object as was given when it is plain.</summary>
    /// <param name="values">Gives the value of a name; null when it has none.</param>
    /// <exception cref="MissingValueException">A name has no value.</exception>
    internal RequestSpec Fill(Func<string, string?> values) =>
        IsPlain
            ? _spec
            : _spec with
            {
                Path = _path.Fill(values),
                Headers = _headers.ToDictionary(h => h.Key, h => h.Value.Fill(values)),
                Body = _body is null ? _spec.Body : _spec.Body! with { Text = _body.Fill(values), File = null },
            };

    private static string TextOf(BodySpec body) => body.File is { } file ? File.ReadAllText(file) : body.Text ?? "";

    private static Func<string, string> EscapeFor(BodySpec body) =>
        body.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase)
            ? value => JsonEncodedText.Encode(value).ToString()
        : body.ContentType.Contains("x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? Uri.EscapeDataString
        : value => value;

    private static string OneLine(string value) => value.ReplaceLineEndings(" ");
}
