namespace SoakHarness.Analysis.Profiles;

/// <summary>
/// Whose code a Go function is, from what a reader of the report can change least to what he can change most.
/// </summary>
internal enum FrameOwner
{
    /// <summary>Go's runtime or standard library.</summary>
    Standard,

    /// <summary>A module the application depends on.</summary>
    Dependency,

    /// <summary>The application itself.</summary>
    Application,
}
