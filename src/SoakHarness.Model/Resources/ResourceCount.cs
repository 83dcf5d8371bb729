namespace SoakHarness.Model.Resources;

/// <summary>What a process holds outside its heap, under one name, at one moment.</summary>
/// <param name="Metric">Metric that counts it: <c>handles</c>, <c>threads</c>, <c>assemblies</c> or
/// <c>native-memory</c>.</param>
/// <param name="Name">What it is, e.g. <c>file /tmp/a.tmp</c>, <c>socket tcp ESTABLISHED to 10.0.0.7:5432</c>,
/// <c>malloc's main heap</c>.</param>
/// <param name="Amount">How many; bytes of private memory for <c>native-memory</c>.</param>
public sealed record ResourceCount(string Metric, string Name, long Amount)
{
    /// <summary>A stack that several of them share, innermost frame first; empty when none was read.</summary>
    public IReadOnlyList<string> Stack { get; init; } = [];
}
