using SoakHarness.Analysis.Judging;

namespace SoakHarness.VerdictBench;

/// <summary>A series whose truth is known.</summary>
/// <param name="Shape">What made it.</param>
/// <param name="Series">The series.</param>
/// <param name="SlopeToNoise">Growth over the run in standard deviations of the noise; 0 when clean.</param>
/// <param name="PerHour">Mean growth, bytes per hour; 0 when clean.</param>
internal sealed record Case(Shape Shape, JudgedSeries Series, double SlopeToNoise, double PerHour);
