namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>Keys of the contract whose feature does not exist yet: they are known, documented and refused.</summary>
internal static class UnsupportedKeys
{
    /// <summary>Paths of the keys.</summary>
    public static IReadOnlyList<string> All { get; } = ["load.external"];

    /// <summary>True when a key is known but refused.</summary>
    /// <param name="path">Path of the key.</param>
    public static bool Contains(string path) => All.Contains(path);
}
