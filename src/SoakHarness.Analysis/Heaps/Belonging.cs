namespace SoakHarness.Analysis.Heaps;

/// <summary>A type that grows inside a suspect.</summary>
/// <param name="Type">Its name.</param>
/// <param name="IsShared">True when more of it grows elsewhere.</param>
internal readonly record struct Belonging(string Type, bool IsShared = false)
{
    /// <summary>One that grows only there.</summary>
    public static implicit operator Belonging(string type) => new(type);
}
