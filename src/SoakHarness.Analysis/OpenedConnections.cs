using SoakHarness.Analysis.Wording;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>
/// A generator that meets a stall opens more connections and keeps them; each holds a handle and some kilobytes in the
/// target. Growth that this may explain convicts nothing.
/// </summary>
internal static class OpenedConnections
{
    // More than a load opens by default (load.http.connections) it has not opened.
    private const double LargestPool = 256;

    // So many come by and by; more at once, when a stall of seconds begins, not from the start of the run on.
    private const double FewAtATime = 64;

    // Measured with Kestrel on .NET 10: 8 to 9 KB a connection, buffers included.
    private const double BytesEach = 12 * 1024;

    // Go's server has one for the connection and, while a request runs, one that reads ahead.
    private const double GoroutinesEach = 2;

    /// <summary>The findings, with those leaks undecided that the connections opened meanwhile may explain.</summary>
    /// <param name="findings">All findings, that of <c>sockets</c> among them.</param>
    internal static MetricFinding[] Allow(MetricFinding[] findings)
    {
        var opened = findings.FirstOrDefault(f => f.Metric == "sockets") is { } sockets
            ? sockets.FloorAfter - sockets.FloorBefore
            : 0;
        return opened is < 1 or > LargestPool
            ? findings
            : [.. findings.Select(f => MayBe(f, opened) ? Undecided(f, opened) : f)];
    }

    private static bool MayBe(MetricFinding finding, double opened) =>
        finding.Verdict == Verdict.Leak
        && (opened <= FewAtATime || finding.OnsetSeconds is not null)
        && finding.Metric switch
        {
            "handles" or "sockets" => finding.FloorAfter - finding.FloorBefore <= opened + 1,
            "goroutines" => finding.FloorAfter - finding.FloorBefore <= GoroutinesEach * opened + 1,
            "live-heap" => finding.FloorAfter - finding.FloorBefore <= opened * BytesEach,
            _ => false,
        };

    private static MetricFinding Undecided(MetricFinding finding, double opened) =>
        finding with
        {
            Verdict = Verdict.Inconclusive,
            Code = ReasonCode.LoadConfounded,
            Confidence = 0.5,
            SecondsToLimit = null,
            Reason =
                FormattableString.Invariant(
                    $"{finding.Metric} grew by {Amounts.Of(finding.FloorAfter - finding.FloorBefore, finding.Unit == "bytes")} while "
                )
                + FormattableString.Invariant(
                    $"{opened:0} more sockets were open, which may be all of it: stalls make a load open connections. Run longer, or on a quieter machine."
                ),
        };
}
