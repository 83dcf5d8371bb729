namespace SoakHarness.Model.Scenarios;

/// <summary>What a good response looks like; every part that is set must hold.</summary>
public sealed record ResponseCheck
{
    /// <summary>Accepted status codes; empty accepts every status below 400.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>Headers that must be present with a value that contains the given text.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Text that the body must contain.</summary>
    public string? BodyContains { get; init; }

    /// <summary>JSON path (<c>$.a.b[0]</c>) that must exist in the body.</summary>
    public string? JsonPath { get; init; }

    /// <summary>Value that <see cref="JsonPath"/> must have, as text; null when it only has to exist.</summary>
    public string? JsonValue { get; init; }

    /// <summary>Smallest body in bytes.</summary>
    public long? MinBytes { get; init; }

    /// <summary>Largest body in bytes.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>A response later than this after its request was sent is a failure.</summary>
    public TimeSpan? Within { get; init; }
}
