using System.Globalization;

namespace SoakHarness.CostBench;

/// <summary>One pair: the target's CPU-seconds per 100,000 requests, without and with.</summary>
/// <param name="Kind">What was compared.</param>
/// <param name="Without">Without the sidecar.</param>
/// <param name="With">With it; in the control without it, too.</param>
internal sealed record Comparison(string Kind, double Without, double With)
{
    internal const string Control = "A/A: without, without";
    internal const string Watched = "always-on: session and /proc";
    internal const string WithCheckpoints = "and a checkpoint every 2 s";

    internal static Comparison Parse(string line) =>
        line.Split('\t') is [var kind, var without, var with]
            ? new Comparison(
                kind,
                double.Parse(without, CultureInfo.InvariantCulture),
                double.Parse(with, CultureInfo.InvariantCulture)
            )
            : throw new FormatException($"No line of results: {line}");

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}\t{Without:0.0000}\t{With:0.0000}");
}
