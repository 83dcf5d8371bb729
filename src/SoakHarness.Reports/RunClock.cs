using SoakHarness.Model.Recordings;

namespace SoakHarness.Reports;

/// <summary>
/// The clock of reports: seconds since the load began, as the console counts them. A recording's own clock begins
/// earlier, with the build.
/// </summary>
internal static class RunClock
{
    /// <summary>When the load began, in seconds of the recording; 0 when no load was driven.</summary>
    internal static double Origin(Recording recording) =>
        recording.Load.Count == 0 ? 0 : recording.Load.Min(w => w.Time - w.Seconds);

    /// <summary>A time in words, e.g. <c>12 s</c>, or <c>3 s before the load</c>.</summary>
    internal static string Say(double time, double origin) =>
        time >= origin ? $"{Words.Digits(time - origin)} s" : $"{Words.Digits(origin - time)} s before the load";
}
