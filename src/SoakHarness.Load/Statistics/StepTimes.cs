namespace SoakHarness.Load.Statistics;

/// <summary>Times of one step, in seconds since the run's origin.</summary>
/// <param name="Due">When it was due.</param>
/// <param name="Started">When it was started.</param>
/// <param name="Ended">When it had ended.</param>
public readonly record struct StepTimes(double Due, double Started, double Ended);
