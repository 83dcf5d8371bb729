namespace SoakHarness.Model.Recordings;

/// <summary>The part a measured process plays in a run.</summary>
public enum SourceRole
{
    /// <summary>The program under test.</summary>
    Target,

    /// <summary>The load generator (the harness itself).</summary>
    Generator,

    /// <summary>The collector.</summary>
    Sidecar,
}
