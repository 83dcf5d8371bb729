using SoakHarness.Load.Statistics;

namespace SoakHarness.CSharp;

/// <summary>Leaves an iteration after a step failed. It never reaches the engine.</summary>
internal sealed class IterationEndedException(StepEnd end) : Exception(end.Example)
{
    /// <summary>How the step ended.</summary>
    internal StepEnd End => end;
}
