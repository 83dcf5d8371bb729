using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SoakHarness.Load.Http;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Journeys;

/// <summary>Takes one value out of a response.</summary>
internal sealed class Capture(string name, CaptureSpec spec)
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);
    private readonly Regex? _pattern =
        spec.Source == CaptureSource.Regex
            ? new Regex(spec.Expression, RegexOptions.Compiled | RegexOptions.CultureInvariant, LongestMatch)
            : null;

    /// <summary>Name that later steps know the value by.</summary>
    internal string Name => name;

    /// <summary>What a response lacks that the value cannot be taken from, in words.</summary>
    internal string Lack =>
        spec.Source switch
        {
            CaptureSource.Header => $"there is no header {spec.Expression}",
            CaptureSource.Json => $"the body has no {spec.Expression}",
            _ => $"{spec.Expression} matches nothing in the body",
        };

    /// <summary>The value; null when the response does not hold it.</summary>
    internal string? Find(IResponse response) =>
        spec.Source switch
        {
            CaptureSource.Header => response.Header(spec.Expression).FirstOrDefault(),
            CaptureSource.Json => InJson(response.Body),
            _ => InText(Encoding.UTF8.GetString(response.Body.Span)),
        };

    private string? InJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonPaths.Find(json.RootElement, spec.Expression) is { } found ? JsonPaths.Text(found) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? InText(string body)
    {
        try
        {
            var match = _pattern!.Match(body);
            return !match.Success ? null
                : match.Groups.Count > 1 ? match.Groups[1].Value
                : match.Value;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
