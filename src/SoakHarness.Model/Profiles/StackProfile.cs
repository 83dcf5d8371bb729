namespace SoakHarness.Model.Profiles;

/// <summary>A pprof profile: values by stack.</summary>
/// <param name="Types">Names of the values, e.g. <c>inuse_objects</c>, <c>inuse_space</c>.</param>
/// <param name="Samples">Samples; one stack may come several times.</param>
public sealed record StackProfile(IReadOnlyList<string> Types, IReadOnlyList<StackSample> Samples);
