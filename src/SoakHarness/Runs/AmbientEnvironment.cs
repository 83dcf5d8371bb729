using System.Collections;

namespace SoakHarness.Runs;

/// <summary>The harness's own environment variables.</summary>
public static class AmbientEnvironment
{
    /// <summary>All variables by name.</summary>
    public static Dictionary<string, string> Read() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string)(pair.Value ?? ""));
}
