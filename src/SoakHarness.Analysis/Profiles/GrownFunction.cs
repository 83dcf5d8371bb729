namespace SoakHarness.Analysis.Profiles;

/// <summary>A function whose share of a profile grew over the run.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Growth">From the first profile to the last, in the unit of the profile's value; positive.</param>
/// <param name="Stack">The stack through it that has most, innermost first.</param>
internal sealed record GrownFunction(string Function, FrameOwner Owner, double Growth, IReadOnlyList<string> Stack);
