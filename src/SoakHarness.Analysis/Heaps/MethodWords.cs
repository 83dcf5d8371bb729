using System.Text.RegularExpressions;

namespace SoakHarness.Analysis.Heaps;

/// <summary>Methods as people know them: the compiler's names for lambdas and local functions are undone.</summary>
internal static partial class MethodWords
{
    /// <summary>
    /// The method in words, e.g. <c>a lambda in Shop.Cart.Add</c> for <c>Shop.Cart+&lt;&gt;c.&lt;Add&gt;b__0_1</c>.
    /// </summary>
    internal static string Of(string method)
    {
        var plain = Arguments().Replace(method, "");
        if (Lambda().Match(plain) is { Success: true } lambda)
            return $"a lambda in {lambda.Groups["type"].Value}.{Inner(lambda)}";
        return LocalFunction().Match(plain) is { Success: true } local
            ? $"the local function {local.Groups["name"].Value} in {local.Groups["type"].Value}.{Inner(local)}"
            : plain;
    }

    /// <summary>
    /// The async method that a step of a path is the state of, by the name of its state machine, as
    /// <see cref="Of"/> takes it; null when the step is nothing of the kind.
    /// </summary>
    internal static string? OfAsync(string step) =>
        StateMachine().Match(step) is { Success: true } found
            ? $"{found.Groups["type"].Value}.{found.Groups["method"].Value}"
            : null;

    // The body of a program without a Main of its own.
    private static string Inner(Match match) =>
        match.Groups["method"].Value is "<Main>$" ? "Main" : match.Groups["method"].Value;

    /// <summary>Type arguments, which the runtime gives as <c>__Canon</c> anyway, and the number of them.</summary>
    [GeneratedRegex(@"`\d+|\[\[.*?\]\]")]
    private static partial Regex Arguments();

    // E.g. AsyncStateMachineBox<Shop.Api+<WaitAsync>d__3>, and +<>c+<<Add>b__0_1>d of an async lambda.
    [GeneratedRegex(@"AsyncStateMachineBox<(?<type>.+?)\+<(?=[\w<])(?<method>.+?)>d(__\d+)?(<.*>)?>")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"^(?<type>.+?)(\+<>c(__DisplayClass[\d_]+)?)*\.<(?<method>.+)>b__[\d_]+$")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"^(?<type>.+?)(\+<>c(__DisplayClass[\d_]+)?)*\.<(?<method>.+)>g__(?<name>[^|]+)\|[\d_]+$")]
    private static partial Regex LocalFunction();
}
