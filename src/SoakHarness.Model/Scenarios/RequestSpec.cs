namespace SoakHarness.Model.Scenarios;

/// <summary>One HTTP request of a mix, or one step of a journey.</summary>
public sealed record RequestSpec
{
    /// <summary>Name in statistics and reports, unique in its scenario.</summary>
    public required string Name { get; init; }

    /// <summary>HTTP method. Default GET.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Path and query relative to the target's url; may hold <c>${name}</c> placeholders.</summary>
    public required string Path { get; init; }

    /// <summary>Share of the mix, relative to the other requests. Default 1. Ignored for steps.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Request headers; values may hold placeholders.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Body, or null for none.</summary>
    public BodySpec? Body { get; init; }

    /// <summary>What a good response looks like. Default: a status below 400.</summary>
    public ResponseCheck Expect { get; init; } = new();

    /// <summary>Values taken from the response into later steps, by name.</summary>
    public IReadOnlyDictionary<string, CaptureSpec> Captures { get; init; } = new Dictionary<string, CaptureSpec>();

    /// <summary>Pause after this step of a journey. Default none.</summary>
    public TimeSpan ThinkTime { get; init; }
}
