using SoakHarness.Collection.Limits;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.DotNet;

/// <summary>Why the diagnostics of a .NET process do not answer: they can be disabled by its environment.</summary>
internal static class DiagnosticsSwitch
{
    private static readonly string[] Names = ["EnableDiagnostics", "EnableDiagnostics_IPC"];

    /// <summary>
    /// The setting that disables them, e.g. <c>DOTNET_EnableDiagnostics=0</c>; null when none is known.
    /// </summary>
    /// <param name="pid">A .NET process.</param>
    internal static string? Of(int pid) => In(ProcessEnvironment.Of(pid));

    /// <summary>What disables them in an environment. Pure.</summary>
    /// <param name="variables">Names with their values, e.g. <c>HOME=/root</c>.</param>
    internal static string? In(IReadOnlyList<string> variables) =>
        Names
            .Select(name => RuntimeSetting.Of(variables, name))
            .FirstOrDefault(variable => RuntimeSetting.Number(variable) == 0);

    /// <summary>What a call failed with, as the rest of a sentence about what could not be done.</summary>
    /// <param name="pid">A .NET process.</param>
    /// <param name="failure">What the call threw.</param>
    internal static string Explain(int pid, Exception failure) =>
        Of(pid) is { } setting
            ? $"its diagnostics are disabled, {setting} is in its environment"
            : $"the target could not be reached: {failure.Message.TrimEnd('.')} (is it a .NET process of this user, with its diagnostics enabled?)";
}
