using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Metrics;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>A threshold; reads to its expression.</summary>
internal sealed partial record ThresholdShape : Shape
{
    private static readonly string[] LoadQuantities =
    [
        "p50",
        "p75",
        "p90",
        "p95",
        "p99",
        "p99.9",
        "p99.99",
        "mean",
        "max",
        "rate",
        "fail-rate",
        "bytes",
    ];

    /// <inheritdoc/>
    public override string Expected => "a threshold like p99 < 250ms";

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlScalar;

    /// <inheritdoc/>
    public override object? Read(YamlNode node, string key, Reading reading)
    {
        if (node is YamlMap)
        {
            reading.Report(node.At, key, "is read as a map because of its colon; put the whole threshold in quotes");
            return null;
        }

        if (node is not YamlScalar scalar || scalar.IsNothing)
        {
            return Refuse(node, key, reading);
        }

        if (reading.Expand(scalar, key) is not { } text)
        {
            return null;
        }

        // The name comes first: whether a unit fits depends on what is measured.
        if (Compared().Match(text) is { Success: true } match && !IsKnown(match.Groups["quantity"].Value))
        {
            return RefuseQuantity(match.Groups["quantity"].Value, (scalar, key), reading);
        }

        if (ThresholdParser.Parse(text, out var problem) is { } threshold)
        {
            return threshold;
        }

        reading.Report(scalar.At, key, problem!.TrimEnd('.'));
        return null;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new() { ["type"] = "string", ["pattern"] = "[<>]" };

    private static object? RefuseQuantity(string quantity, (YamlScalar Scalar, string Key) at, Reading reading)
    {
        var known = LoadQuantities.Concat(MetricCatalog.All.Select(m => m.Name));
        reading.Report(
            at.Scalar.At,
            at.Key,
            $"nothing called \"{quantity}\" is measured; expected a percentile (p99), mean, max, rate, fail-rate, bytes "
                + "or a metric",
            Nearest.To(quantity, known)
        );
        return null;
    }

    private static bool IsKnown(string quantity) =>
        LoadQuantities.Contains(quantity)
        || (quantity[0] == 'p' && quantity.Length > 1 && char.IsAsciiDigit(quantity[1]))
        || MetricCatalog.Find(quantity) is not null;

    [GeneratedRegex(@"(?<quantity>[a-z][a-z0-9.\-]*)\s*[<>]")]
    private static partial Regex Compared();
}
