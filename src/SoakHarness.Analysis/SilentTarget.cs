using System.Globalization;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis;

/// <summary>
/// A target that hangs: from some time on nothing came back though requests were in flight. What then grows (threads,
/// connections, what a request holds) may be work that waits, and no leak of work that was done.
/// </summary>
internal static class SilentTarget
{
    private const double Seconds = 10;
    private const double Share = 0.1;

    /// <summary>The doubt in a sentence; nothing for a target that answered to the end.</summary>
    /// <param name="recording">The run.</param>
    internal static IEnumerable<string> Doubts(Recording recording)
    {
        var windows = recording.Load.Where(w => w.Step.Length == 0).OrderBy(w => w.Time).ToArray();
        var last = Array.FindLastIndex(windows, w => w.Completed + w.Failed > 0);
        var waiting = windows.Skip(last + 1).Where(w => w.InFlight > 0 || w.Backlog > 0).ToArray();
        if (last < 0 || waiting.Length == 0)
            yield break;
        var silent = waiting[^1].Time - windows[last].Time;
        if (silent >= Math.Max(Seconds, Share * (windows[last].Time - windows[0].Time)))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The target hung: for the last {silent:0} s of the load nothing came back, with up to {waiting.Max(w => w.InFlight)} requests in flight. What grew then may be what waits."
            );
    }
}
