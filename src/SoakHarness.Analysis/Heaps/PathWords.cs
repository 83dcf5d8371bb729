using System.Text.RegularExpressions;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Steps of a path in words where the compiler or the runtime named them: the state of an async method by the method,
/// and of a closure what it is.
/// </summary>
internal static partial class PathWords
{
    private const string Boxes = "System.Runtime.CompilerServices.Async";

    /// <summary>A step in words; other steps stay as they are.</summary>
    /// <param name="step">A root in words, or a type with what is said of it, e.g. how many instances.</param>
    internal static string Of(string step)
    {
        if (step.StartsWith(Boxes, StringComparison.Ordinal) && MethodWords.OfAsync(step) is { } method)
            return $"the state of {Async(MethodWords.Of(method), method)}{step[(step.LastIndexOf('>') + 1)..]}";
        return Closure().IsMatch(step) ? Closure().Replace(step, "${closure} (what a lambda captured)") : step;
    }

    private static string Async(string words, string method) => words == method ? $"the async method {words}" : words;

    [GeneratedRegex(@"^(?<closure>([^ ]*\+)?<>c__DisplayClass\d+_\d+(<.*>)?)(?= |$)")]
    private static partial Regex Closure();
}
