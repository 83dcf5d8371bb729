using SoakHarness.Analysis.Judging;

namespace SoakHarness.VerdictBench;

/// <summary>A series whose truth is known.</summary>
/// <param name="Shape">What made it.</param>
/// <param name="Series">The series.</param>
/// <param name="SlopeToNoise">Growth over the run in standard deviations of the noise; 0 when clean.</param>
/// <param name="PerHour">Mean growth, bytes per hour; 0 when clean.</param>
/// <param name="Truth">Growth at each point without noise, in noises.</param>
/// <param name="Noise">Standard deviation of the noise, bytes.</param>
/// <param name="Base">Level without growth and noise, bytes.</param>
internal sealed record Case(
    Shape Shape,
    JudgedSeries Series,
    double SlopeToNoise,
    double PerHour,
    double[] Truth,
    double Noise,
    double Base
);
