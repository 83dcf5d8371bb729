using SoakHarness.Model.Profiles;

namespace SoakHarness.Analysis.Profiles;

/// <summary>A stack of a profile and by how much its value grew over the run.</summary>
/// <param name="Sample">The stack.</param>
/// <param name="Growth">From the first profile to the last; negative when it fell.</param>
internal sealed record GrownStack(StackSample Sample, double Growth)
{
    /// <summary>Functions, innermost first.</summary>
    internal IReadOnlyList<string> Frames => Sample.Stack;

    /// <summary>Functions with file and line where the profile has them, e.g. <c>main.add in shop.go:42</c>.</summary>
    internal IReadOnlyList<string> Places => PlacesOf(Sample);

    /// <summary>The functions of a sample with file and line.</summary>
    internal static IReadOnlyList<string> PlacesOf(StackSample sample) =>
        [
            .. sample.Stack.Select(
                (function, i) =>
                    sample.Lines.ElementAtOrDefault(i) is { Length: > 0 } line ? $"{function} in {line}" : function
            ),
        ];
}
