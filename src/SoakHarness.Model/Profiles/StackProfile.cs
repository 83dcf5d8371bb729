namespace SoakHarness.Model.Profiles;

/// <summary>A pprof profile: values by stack.</summary>
/// <param name="Types">Names of the values, e.g. <c>inuse_objects</c>, <c>inuse_space</c>.</param>
/// <param name="Samples">Samples; one stack may come several times.</param>
public sealed record StackProfile(IReadOnlyList<string> Types, IReadOnlyList<StackSample> Samples)
{
    /// <summary>
    /// Functions whose source lies in the module cache or is vendored: other people's code. Empty where the profile
    /// names no files.
    /// </summary>
    public IReadOnlySet<string> Dependencies { get; init; } = new HashSet<string>();

    /// <summary>
    /// One sample stands for about so much, in a heap profile bytes; 0 where the profile does not say.
    /// </summary>
    public long Period { get; init; }
}
