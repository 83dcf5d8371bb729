namespace SoakHarness.Model.Profiles;

/// <summary>One sample of a profile.</summary>
/// <param name="Stack">Function names, innermost first.</param>
/// <param name="Values">One value for each type of the profile.</param>
public sealed record StackSample(IReadOnlyList<string> Stack, IReadOnlyList<long> Values);
