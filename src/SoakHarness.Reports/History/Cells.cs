using SoakHarness.Model.History;

namespace SoakHarness.Reports.History;

/// <summary>The numbers of a night in words; what was not measured is a dash.</summary>
internal static class Cells
{
    internal static string Bytes(double? value) => value is { } known ? Words.Bytes(known) : "-";

    internal static string Ms(double? value) => value is { } known ? $"{Words.Digits(known)} ms" : "-";

    internal static string Commit(Night night) => night.Commit.Length > 7 ? night.Commit[..7] : night.Commit;

    internal static string Leak(Night night) =>
        night.Leak is { } leak ? $"{Words.Bytes(leak.Estimate)}/{(night.IsPerRequest ? "request" : "h")}" : "-";
}
