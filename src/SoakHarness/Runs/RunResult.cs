using SoakHarness.Model.Reports;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>What a run left behind.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Report">Its report; null when the target never ran.</param>
public sealed record RunResult(Outcome Outcome, string Reason, RunFolder Folder, RunReport? Report);
