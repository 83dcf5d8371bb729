using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.External;

/// <summary>A request from the metric and the tags that k6 gives it, in CSV and in JSON.</summary>
internal static class K6Request
{
    // Error 1050 is k6's own time-out of a request.
    private const string TimedOutCode = "1050";

    /// <summary>True for the metric that every request has once; its value is in milliseconds.</summary>
    internal static bool IsDuration(string metric) => metric is "http_req_duration" or "grpc_req_duration";

    /// <summary>How the request ended.</summary>
    /// <param name="tag">Gives a tag; empty when there is none.</param>
    internal static StepEnd End(Func<string, string> tag)
    {
        var (status, code, expected) = (tag("status"), tag("error_code"), tag("expected_response"));
        // Without k6's own word (older versions, tags switched off) its rule is repeated: 200 to 399 is good.
        var isGood = expected.Length > 0 ? expected == "true" : code.Length == 0 && IsGood(status);
        if (isGood)
            return new StepEnd(EndKind.Completed, 0);
        if (code == TimedOutCode)
            return new StepEnd(EndKind.TimedOut, 0, "timed out", tag("error"));
        var kind = status is "" or "0" ? $"k6 error {(code.Length > 0 ? code : "unknown")}" : RowFields.Status(status);
        return new StepEnd(EndKind.Failed, 0, kind, tag("error"));
    }

    private static bool IsGood(string status) => status.Length == 0 || status[0] is '2' or '3';
}
