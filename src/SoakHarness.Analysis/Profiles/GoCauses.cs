namespace SoakHarness.Analysis.Profiles;

/// <summary>
/// Why memory of a Go program is kept, as far as the function of the standard library that was called for it tells.
/// </summary>
internal static class GoCauses
{
    private const string Contexts =
        "A context that can be cancelled stays with its parent, its timer or its goroutine until it is: call its cancel function when the work is done (defer cancel()).";

    private const string Close =
        "Each must be closed when it is done with (defer Close() after the check of the error), also on early returns.";

    private const string Accepted =
        "These are connections that the server accepted: close each that is hijacked or accepted by hand, and let http.Server.IdleTimeout end those that idle.";

    private const string Buffers =
        "A buffer that is written to and never reset grows, and a small part of it that is kept keeps all of it: reset it, or copy the part (bytes.Clone, strings.Clone).";

    private const string Templates =
        "Templates are parsed and kept: parse a fixed set once; where their names come from outside, bound how many are kept.";

    private const string Timers =
        "A timer stays, with all that its function holds, until it fires or is stopped: call Stop when it is no longer needed.";

    private const string Tickers = "A ticker runs until it is stopped: defer ticker.Stop().";

    private const string Clients =
        "Each http.Transport keeps connections of its own: make one http.Client and reuse it, read each response to its end and close its body (defer response.Body.Close()).";

    private static readonly (string Called, string Cause)[] Known =
    [
        (
            "context.WithValue",
            "Each context holds the one it was derived from: do not store a context to derive from it again, begin with the request's own."
        ),
        ("context.With", Contexts),
        ("time.AfterFunc", Timers),
        ("time.NewTimer", Timers),
        ("time.After", Timers),
        ("time.NewTicker", Tickers),
        ("time.Tick", Tickers),
        (
            GoFrames.ReadRequest,
            "It is what the server makes for each request: a handler or middleware stores the request, its headers, its context or its ResponseWriter, or never ends. Copy out of them what is needed."
        ),
        ("net/http.(*Transport)", Clients),
        ("net/http.(*Client)", Clients),
        ("net/http.(*persistConn)", Clients),
        ("net/http.Get", Clients),
        ("net/http.Post", Clients),
        ("net/http.Head", Clients),
        ("net/http.(*Server)", Accepted),
        ("net/http.ListenAndServe", Accepted),
        ("net/http.Serve", Accepted),
        ("net.(*TCPListener)", Accepted),
        ("net.(*UnixListener)", Accepted),
        ("os.Open", Close),
        ("os.Create", Close),
        ("os.Pipe", Close),
        ("net.Dial", Close),
        ("net.(*Dialer)", Close),
        ("net.Listen", Close),
        (
            "database/sql.",
            "Rows and statements keep memory and a connection until they are closed: defer rows.Close() and stmt.Close()."
        ),
        ("os/exec.", "A command that was started must be waited for: call Wait, which also closes its pipes."),
        (
            "compress/",
            "A reader or writer of compressed data holds tens of KB and more: keep none after its use, close writers, or reuse them (Reset, sync.Pool)."
        ),
        (
            "bufio.",
            "Each reader or writer of bufio holds its buffer, 4 KiB by default: keep none after its use, or reuse them (Reset, sync.Pool)."
        ),
        (
            "regexp.",
            "Expressions are compiled and kept: compile fixed ones once; where they come from outside, bound how many are kept."
        ),
        ("text/template", Templates),
        ("html/template", Templates),
        (
            "container/list.",
            "A list gets elements that nothing removes: bound it, as a cache does with list.Remove(list.Back())."
        ),
        (
            "sync.(*Map)",
            "A sync.Map gets entries that nothing deletes: delete them when they are done with, or bound it."
        ),
        (
            "expvar.",
            "A name in expvar stays for ever: use a fixed set of names, none with ids of users, requests or paths in it."
        ),
        ("bytes.(*Buffer)", Buffers),
        ("strings.(*Builder)", Buffers),
    ];

    /// <summary>Functions that allocate on behalf of the reader or writer that they are given.</summary>
    private static readonly string[] GoBetween = ["fmt.Fprint", "io.", "encoding/"];

    /// <summary>A stack with less than this share of a function's growth says nothing of its cause.</summary>
    private const double LeastShare = 0.05;

    /// <summary>The cause as a sentence; null when what was called does not tell.</summary>
    /// <param name="grown">The function that is named.</param>
    internal static string? Of(GrownFunction grown) =>
        grown
            .Stacks.Where(stack => stack.Growth >= LeastShare * grown.Growth)
            .Select(stack => Of(stack.Frames, grown))
            .FirstOrDefault(cause => cause is not null);

    /// <summary>By what the function called, and what that wrote to or read from.</summary>
    private static string? Of(IReadOnlyList<string> frames, GrownFunction grown)
    {
        string[] inside = [.. frames.TakeWhile(f => f != grown.Function).Reverse()];
        // Where only the library is in the stack, its own function is the call.
        if (grown.Owner == FrameOwner.Standard)
            inside = [grown.Function, .. inside];
        return inside
            .TakeWhile((_, i) => i == 0 || IsGoBetween(inside[i - 1]))
            .Select(f => Known.FirstOrDefault(k => f.StartsWith(k.Called, StringComparison.Ordinal)).Cause)
            .FirstOrDefault(cause => cause is not null);
    }

    private static bool IsGoBetween(string function) =>
        GoBetween.Any(g => function.StartsWith(g, StringComparison.Ordinal));
}
