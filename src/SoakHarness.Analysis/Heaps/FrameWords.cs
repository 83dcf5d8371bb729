using System.Globalization;
using System.Text.RegularExpressions;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Frames of a stack as their authors wrote the methods, the type first: what the compiler makes of lambdas, local
/// functions, iterators and async methods is undone.
/// </summary>
internal static partial class FrameWords
{
    // Begins, resumes and completes an async method on behalf of its caller.
    private const string Compiled = "System.Runtime.CompilerServices.";
    private const string Body = ".MoveNext()";

    /// <summary>
    /// A frame in words: <c>Shop.Cart+&lt;&gt;c.&lt;Add&gt;b__0_1()</c> is <c>Shop.Cart.Add()+lambda</c> and
    /// <c>Shop.Cart+&lt;SaveAsync&gt;d__3.MoveNext()</c> is <c>Shop.Cart.SaveAsync()</c>; its file and line stay. Of
    /// type arguments, which the runtime mostly does not tell, only the number is left.
    /// </summary>
    internal static string Of(string frame)
    {
        var plain = FileLocal().Replace(TypeArguments().Replace(frame, ""), "");
        var written = Made().Match(plain) is { Success: true } made
            ? $"{made.Groups["type"].Value}.{Written(made.Groups["method"].Value)}{made.Groups["line"].Value}"
            : plain;
        return Arity().Replace(written, OpenGeneric);
    }

    /// <summary>
    /// Frames in words. What only carries an async method on is left out, and so is the beginning of such a method
    /// behind its own body.
    /// </summary>
    /// <param name="frames">The innermost first.</param>
    internal static IEnumerable<string> Of(IEnumerable<string> frames)
    {
        var body = "";
        foreach (var frame in frames.Where(frame => !IsCompiled(frame)))
        {
            var words = Of(frame);
            if (Method(words) != body)
                yield return words;
            body = frame.Contains(Body, StringComparison.Ordinal) ? Method(words) : "";
        }
    }

    /// <summary>True for what the runtime does to begin, resume and complete an async method.</summary>
    internal static bool IsCompiled(string frame) => frame.StartsWith(Compiled, StringComparison.Ordinal);

    /// <summary>The frame without its line.</summary>
    private static string Method(string frame) =>
        frame.IndexOf(" in ", StringComparison.Ordinal) is > 0 and var end ? frame[..end] : frame;

    private static string Written(string name) =>
        Inside().Match(name) is not { Success: true } inside ? $"{(name is "<Main>$" ? "Main" : name)}()"
        : inside.Groups["name"] is { Success: true } local ? $"{Written(inside.Groups["method"].Value)}+{local.Value}()"
        : $"{Written(inside.Groups["method"].Value)}+lambda";

    /// <summary>E.g. <c>&lt;,&gt;</c> for two type arguments, as C# writes a type without them.</summary>
    private static string OpenGeneric(Match match) =>
        $"<{new string(',', int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) - 1)}>";

    // In pairs of brackets, which may hold others; Go's [...] and arrays' [] hold no letter.
    [GeneratedRegex(@"\[(?=[^\[\]]*\w)(?:[^\[\]]|(?<open>\[)|(?<-open>\]))+(?(open)(?!))\]")]
    private static partial Regex TypeArguments();

    // What stands before the name of a type that is seen in one file only, e.g. one that a source generator writes.
    [GeneratedRegex(@"<[^<>+.]+>F[0-9A-F]{64}__")]
    private static partial Regex FileLocal();

    [GeneratedRegex(@"`(?<count>[1-9]\d?)")]
    private static partial Regex Arity();

    // A state machine's MoveNext, or a method whose name no author could write, of a type or of its closures.
    [GeneratedRegex(
        @"^(?<type>[^()]+?)(\+<>c(__DisplayClass[\d_]+)?(`\d+)?)*"
            + @"(\+<(?<method>.+)>d(__\d+)?(`\d+)?\.MoveNext\(.*?\)|\.(?<method><.+>([bg]__[^(]+|\$))\(.*?\))"
            + @"(?<line> in .+)?$"
    )]
    private static partial Regex Made();

    [GeneratedRegex(@"^<(?<method>.+)>(b__[\d_]+|g__(?<name>[^|]+)\|[\d_]+)$")]
    private static partial Regex Inside();
}
