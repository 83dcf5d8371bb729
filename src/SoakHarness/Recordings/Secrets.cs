using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Recordings;

/// <summary>
/// Values that must never be written: what <c>${NAME}</c> stood for, credentials, cookies. Masked at the source, in
/// everything the harness writes.
/// </summary>
/// <param name="values">The secret values; those shorter than 4 characters are too common to mask and are left
/// alone.</param>
public sealed class Secrets(IEnumerable<string> values)
{
    private const string Masked = "***";
    private const int ShortestSecret = 4;
    private static readonly string[] SecretHeaders = ["Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key"];

    private readonly string[] _values =
    [
        .. values.Where(v => v.Length >= ShortestSecret).SelectMany(Forms).Distinct().OrderByDescending(v => v.Length),
    ];

    /// <summary>Nothing to hide.</summary>
    public static Secrets None { get; } = new([]);

    /// <summary>The secrets of a scenario: the given values and the credentials in its headers and transport.</summary>
    /// <param name="spec">Scenario with everything filled in.</param>
    /// <param name="values">Values that came from the environment.</param>
    public static Secrets Of(ScenarioSpec spec, IEnumerable<string> values)
    {
        var requests = spec.Load.Requests.Concat(spec.Load.Steps);
        var headers = requests
            .SelectMany(r => r.Headers)
            .Where(h => SecretHeaders.Contains(h.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(h => (string[])[h.Value, .. h.Value.Split(' ').Where(part => part.Length > 8)]);
        string[] credentials = spec.Load.Transport.Authorization is { } value
            ? [value, .. value.Split(' ').Skip(1)]
            : [];
        return new Secrets([.. values, .. headers, .. credentials]);
    }

    /// <summary>The text with every secret replaced.</summary>
    /// <param name="text">Any text.</param>
    public string Mask(string text)
    {
        foreach (var secret in _values)
            text = text.Replace(secret, Masked, StringComparison.Ordinal);
        return text;
    }

    /// <summary>An entry without secrets: texts of events, names of steps, and what errors say.</summary>
    /// <param name="entry">An entry on its way to the recording.</param>
    internal Entry Mask(Entry entry) =>
        _values.Length == 0
            ? entry
            : entry switch
            {
                RunEvent happened => happened with { Text = Mask(happened.Text) },
                LoadWindow window => window with
                {
                    Step = Mask(window.Step),
                    Errors = [.. window.Errors.Select(e => e with { Kind = Mask(e.Kind), Example = Mask(e.Example) })],
                },
                Checkpoint checkpoint => checkpoint with { Note = Mask(checkpoint.Note) },
                _ => entry,
            };

    /// <summary>How a secret may be written: as it is, in JSON, in an address.</summary>
    private static IEnumerable<string> Forms(string secret) =>
        [secret, System.Text.Json.JsonEncodedText.Encode(secret).ToString(), Uri.EscapeDataString(secret)];

    /// <summary>
    /// The scenario without the values that are secret by their place: credentials and the target's environment.
    /// </summary>
    /// <param name="spec">Scenario.</param>
    public ScenarioSpec Strip(ScenarioSpec spec) =>
        spec with
        {
            Text = Mask(spec.Text),
            Target = spec.Target with
            {
                Environment = spec.Target.Environment.ToDictionary(pair => pair.Key, pair => Mask(pair.Value)),
            },
            Load = spec.Load with
            {
                Transport = spec.Load.Transport with { Authorization = null },
                Requests = [.. spec.Load.Requests.Select(Strip)],
                Steps = [.. spec.Load.Steps.Select(Strip)],
            },
        };

    private RequestSpec Strip(RequestSpec request) =>
        request with
        {
            Headers = request.Headers.ToDictionary(
                header => header.Key,
                header =>
                    SecretHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase) ? Masked : Mask(header.Value)
            ),
        };
}
