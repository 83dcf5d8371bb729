using SoakHarness.Model.Profiles;

namespace SoakHarness.Analysis.Profiles;

/// <summary>Reads Go stacks: whose function is to be named.</summary>
internal static class GoFrames
{
    /// <summary>
    /// First elements of the standard library's import paths, Go 1.26; a module's own path has another.
    /// </summary>
    private static readonly HashSet<string> Standard = new(StringComparer.Ordinal)
    {
        "archive",
        "bufio",
        "builtin",
        "bytes",
        "cmp",
        "compress",
        "container",
        "context",
        "crypto",
        "database",
        "debug",
        "embed",
        "encoding",
        "errors",
        "expvar",
        "flag",
        "fmt",
        "go",
        "hash",
        "html",
        "image",
        "index",
        "internal",
        "io",
        "iter",
        "log",
        "maps",
        "math",
        "mime",
        "net",
        "os",
        "path",
        "plugin",
        "reflect",
        "regexp",
        "runtime",
        "slices",
        "sort",
        "strconv",
        "strings",
        "structs",
        "sync",
        "syscall",
        "testing",
        "text",
        "time",
        "unicode",
        "unique",
        "unsafe",
        "vendor",
        "weak",
    };

    /// <summary>What the server of the standard library makes for each request.</summary>
    internal const string ReadRequest = "net/http.(*conn).readRequest";

    // Only what serves or writes profiles and statistics: an application labels its work with runtime/pprof and counts
    // with expvar, too.
    private static readonly string[] Watching =
    [
        "net/http/pprof.",
        "runtime/pprof.(*Profile).WriteTo",
        "runtime/pprof.(*profileBuilder)",
        "runtime/pprof.profileWriter",
        "runtime/pprof.write",
        "expvar.expvarHandler",
        "expvar.memstats",
    ];

    /// <summary>True for what a target does to answer whoever watches it: writing profiles and statistics.</summary>
    internal static bool IsOurs(IReadOnlyList<string> stack) =>
        stack.Any(f => Watching.Any(w => f.StartsWith(w, StringComparison.Ordinal)));

    /// <summary>Whose a function is.</summary>
    /// <param name="function">Full name, e.g. <c>net/http.(*conn).serve</c>.</param>
    /// <param name="profile">The profile that names it.</param>
    internal static FrameOwner OwnerOf(string function, StackProfile profile)
    {
        var slash = function.IndexOf('/', StringComparison.Ordinal);
        var first = slash > 0 ? function[..slash] : function.Split('.', 2)[0];
        return Standard.Contains(first) ? FrameOwner.Standard
            : profile.Dependencies.Contains(function) ? FrameOwner.Dependency
            : FrameOwner.Application;
    }

    /// <summary>
    /// The function to name: the innermost of the application, else of a dependency, else the innermost of all; all
    /// that a server makes to read a request is one.
    /// </summary>
    /// <param name="stack">Functions, innermost first; at least one.</param>
    /// <param name="profile">The profile it is from.</param>
    internal static (string Function, FrameOwner Owner) Named(IReadOnlyList<string> stack, StackProfile profile)
    {
        var best = (Function: stack[0], Owner: OwnerOf(stack[0], profile));
        foreach (var frame in stack)
        {
            var owner = OwnerOf(frame, profile);
            if (owner > best.Owner)
                best = (frame, owner);
        }

        return best.Owner == FrameOwner.Standard && stack.Contains(ReadRequest)
            ? (ReadRequest, FrameOwner.Standard)
            : best;
    }

    /// <summary>
    /// The function by which goroutines are told apart: that of the application they wait in, else the one they were
    /// started with.
    /// </summary>
    /// <param name="stack">Functions, innermost first; at least one.</param>
    /// <param name="profile">The profile it is from.</param>
    internal static (string Function, FrameOwner Owner) NamedOfGoroutine(
        IReadOnlyList<string> stack,
        StackProfile profile
    ) => Named(stack, profile) is { Owner: not FrameOwner.Standard } own ? own : (stack[^1], FrameOwner.Standard);
}
