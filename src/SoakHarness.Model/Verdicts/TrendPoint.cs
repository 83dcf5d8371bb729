namespace SoakHarness.Model.Verdicts;

/// <summary>The fitted trend at one time, with its 90 % band.</summary>
/// <param name="Time">Seconds of the recording.</param>
/// <param name="Low">Low end of the band.</param>
/// <param name="Value">Fitted value.</param>
/// <param name="High">High end of the band.</param>
public sealed record TrendPoint(double Time, double Low, double Value, double High);
