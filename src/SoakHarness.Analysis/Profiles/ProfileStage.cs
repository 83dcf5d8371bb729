using SoakHarness.Model.Profiles;

namespace SoakHarness.Analysis.Profiles;

/// <summary>A profile with its place in the run.</summary>
/// <param name="Profile">Profile.</param>
/// <param name="Time">Seconds since the run's origin.</param>
/// <param name="Requests">Requests until then; null when nothing was counted.</param>
public sealed record ProfileStage(StackProfile Profile, double Time, double? Requests);
