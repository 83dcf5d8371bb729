using System.Globalization;
using SoakHarness.Collection.Proc;
using static System.StringComparison;

namespace SoakHarness.Collection.DotNet;

/// <summary>Why the diagnostics of a .NET process do not answer: they can be disabled by its environment.</summary>
internal static class DiagnosticsSwitch
{
    private static readonly string[] Names = ["EnableDiagnostics", "EnableDiagnostics_IPC"];

    // The older prefix counts where the newer one is not given.
    private static readonly string[] Prefixes = ["DOTNET_", "COMPlus_"];

    /// <summary>
    /// The setting that disables them, e.g. <c>DOTNET_EnableDiagnostics=0</c>; null when none is known.
    /// </summary>
    /// <param name="pid">A .NET process.</param>
    internal static string? Of(int pid) => In(ProcessEnvironment.Of(pid));

    /// <summary>What disables them in an environment. Pure.</summary>
    /// <param name="variables">Names with their values, e.g. <c>HOME=/root</c>.</param>
    internal static string? In(IReadOnlyList<string> variables) =>
        Names
            .Select(name =>
                Prefixes.Select(prefix => Find(variables, $"{prefix}{name}=")).FirstOrDefault(v => v is not null)
            )
            .FirstOrDefault(IsZero);

    /// <summary>What a call failed with, as the rest of a sentence about what could not be done.</summary>
    /// <param name="pid">A .NET process.</param>
    /// <param name="failure">What the call threw.</param>
    internal static string Explain(int pid, Exception failure) =>
        Of(pid) is { } setting
            ? $"its diagnostics are disabled, {setting} is in its environment"
            : $"the target could not be reached: {failure.Message.TrimEnd('.')} (is it a .NET process of this user, with its diagnostics enabled?)";

    private static string? Find(IReadOnlyList<string> variables, string start) =>
        variables.FirstOrDefault(variable => variable.StartsWith(start, Ordinal));

    /// <summary>The runtime reads its settings as hexadecimal numbers.</summary>
    private static bool IsZero(string? variable) =>
        variable?.Split('=', 2)[1] is { } value
        && int.TryParse(
            value.StartsWith("0x", OrdinalIgnoreCase) ? value[2..] : value,
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var number
        )
        && number == 0;
}
