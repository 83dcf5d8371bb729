namespace SoakHarness.ScenarioFiles.Yaml;

/// <summary>The text cannot be read as the YAML of a scenario.</summary>
/// <param name="at">Where reading failed.</param>
/// <param name="message">What is wrong there.</param>
internal sealed class YamlFault(Place at, string message) : Exception(message)
{
    /// <summary>Where reading failed.</summary>
    public Place At { get; } = at;
}
