using System.Text;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Fast;

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Head">Request line and headers, with the empty line.</param>
/// <param name="Body">Body; empty for none.</param>
/// <param name="AwaitsContinue">True when the body is only sent after a 100 Continue.</param>
internal sealed record RequestBytes(byte[] Head, byte[] Body, bool AwaitsContinue)
{
    /// <summary>Head and body in one piece, so that they leave in one packet.</summary>
    internal byte[] Whole { get; } = [.. Head, .. Body];

    /// <summary>Writes a request.</summary>
    /// <param name="spec">The request.</param>
    /// <param name="body">Its body; null for none.</param>
    /// <param name="baseUrl">The server.</param>
    /// <param name="authorization">Value of the Authorization header; null for none.</param>
    internal static RequestBytes Of(RequestSpec spec, byte[]? body, Uri baseUrl, string? authorization)
    {
        var url = new Uri(baseUrl, spec.Path);
        var head = new StringBuilder().Append(spec.Method).Append(' ').Append(url.PathAndQuery).Append(" HTTP/1.1\r\n");
        Add(spec, head, "Host", url.Authority);
        if (authorization is not null)
            Add(spec, head, "Authorization", authorization);
        if (body is not null)
        {
            Add(spec, head, "Content-Type", spec.Body!.ContentType);
            head.Append(FormattableString.Invariant($"Content-Length: {body.Length}\r\n"));
        }

        foreach (
            var (name, value) in spec.Headers.Where(h =>
                !h.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
            )
        )
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        var awaits = body is { Length: > 0 } && spec.Headers.Any(IsExpectContinue);
        return new RequestBytes(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), body ?? [], awaits);
    }

    private static bool IsExpectContinue(KeyValuePair<string, string> header) =>
        header.Key.Equals("Expect", StringComparison.OrdinalIgnoreCase)
        && header.Value.Equals("100-continue", StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds a header unless the scenario gives it.</summary>
    private static void Add(RequestSpec spec, StringBuilder head, string name, string value)
    {
        if (!spec.Headers.Keys.Any(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            head.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
