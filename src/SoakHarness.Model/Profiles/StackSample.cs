namespace SoakHarness.Model.Profiles;

/// <summary>One sample of a profile.</summary>
/// <param name="Stack">Function names, innermost first.</param>
/// <param name="Values">One value for each type of the profile.</param>
public sealed record StackSample(IReadOnlyList<string> Stack, IReadOnlyList<long> Values)
{
    /// <summary>
    /// File and line of each frame, e.g. <c>cache.go:36</c>, or an empty text; empty where the profile names none.
    /// </summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
