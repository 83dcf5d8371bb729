namespace SoakHarness.ScenarioFiles.Yaml;

/// <summary>One key of a map with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value.</param>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
