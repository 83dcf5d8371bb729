namespace SoakHarness.ScenarioFiles.Yaml;

/// <summary>A place in a file.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal readonly record struct Place(int Line, int Column)
{
    /// <summary>The first character of a file.</summary>
    public static Place Start { get; } = new(1, 1);
}
