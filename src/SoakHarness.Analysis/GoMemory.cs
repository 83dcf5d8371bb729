using System.Globalization;

namespace SoakHarness.Analysis;

/// <summary>Sizes as GOMEMLIMIT has them. Pure.</summary>
internal static class GoMemory
{
    private static readonly (string Unit, double Bytes)[] Units =
    [
        ("KiB", 1 << 10),
        ("MiB", 1 << 20),
        ("GiB", 1 << 30),
        ("TiB", 1L << 40),
        ("B", 1),
        ("", 1),
    ];

    /// <summary>Bytes; null for <c>off</c> and for what is no size.</summary>
    /// <param name="text">A whole number with B, KiB, MiB, GiB, TiB or no unit.</param>
    internal static double? Bytes(string text)
    {
        var (unit, bytes) = Units.First(u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        return long.TryParse(text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number * bytes
            : null;
    }
}
