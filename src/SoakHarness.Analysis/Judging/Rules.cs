namespace SoakHarness.Analysis.Judging;

/// <summary>Which rule decided, as findings name it; confidence is calibrated by it.</summary>
internal static class Rules
{
    internal const string Constant = "constant";
    internal const string Samples = "samples";
    internal const string Average = "growth model average";
    internal const string Steady = "steady growth";
    internal const string LateWindow = "late window";
    internal const string Staircase = "staircase";
    internal const string Resolution = "resolution of the run";
    internal const string Gate = "gate";
}
