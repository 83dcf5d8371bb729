using System.Globalization;
using static System.StringComparison;

namespace SoakHarness.Collection.Limits;

/// <summary>A setting of the .NET runtime in the environment of a process. Pure.</summary>
internal static class RuntimeSetting
{
    // The older prefix counts where the newer one is not given.
    private static readonly string[] Prefixes = ["DOTNET_", "COMPlus_"];

    /// <summary>The variable that sets it, e.g. <c>DOTNET_GCHeapHardLimit=10000000</c>; null when none does.</summary>
    /// <param name="variables">Names with their values, e.g. <c>HOME=/root</c>.</param>
    /// <param name="name">Name without a prefix.</param>
    internal static string? Of(IReadOnlyList<string> variables, string name) =>
        Prefixes
            .Select(prefix => variables.FirstOrDefault(v => v.StartsWith($"{prefix}{name}=", Ordinal)))
            .FirstOrDefault(v => v is not null);

    /// <summary>Its number, which the runtime reads as hexadecimal; null when it is none.</summary>
    /// <param name="variable">A variable with its value.</param>
    internal static long? Number(string? variable) =>
        variable?.Split('=', 2)[1] is { } value
        && long.TryParse(
            value.StartsWith("0x", OrdinalIgnoreCase) ? value[2..] : value,
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
