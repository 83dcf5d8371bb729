using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>Explains metrics that leak together as one finding.</summary>
internal static class Explanations
{
    private static readonly (string Metric, string Cause)[] Causes =
    [
        ("sockets", "connections are opened and not closed"),
        ("handles", "files or other handles are opened and not closed"),
        ("child-processes", "processes are started that never end, or are not waited for when they did"),
        ("threads", "threads are started and never end"),
        ("timers", "timers are started and not disposed"),
        ("assemblies", "assemblies are generated or loaded again and again, e.g. by serializers made per call"),
        ("gc-handles", "GC handles are allocated and not freed"),
        ("goroutines", "goroutines are started and never end"),
    ];

    internal static IReadOnlyList<Explanation> Of(IReadOnlyList<MetricFinding> findings, string work)
    {
        var leaking = findings.Where(f => f.Verdict == Verdict.Leak).ToArray();
        foreach (var (metric, cause) in Causes)
        {
            if (leaking.FirstOrDefault(f => f.Metric == metric) is not { } lead)
                continue;
            var others = leaking.Where(f => f != lead).ToArray();
            var rates = string.Join(" and ", leaking.OrderByDescending(f => f == lead).Select(f => Rate(f, work)));
            return [new Explanation([metric, .. others.Select(f => f.Metric)], $"{rates}: {cause}.")];
        }

        return [];
    }

    private static string Rate(MetricFinding finding, string work)
    {
        var isBytes = Judging.Bar.IsBytes(finding.Metric);
        var grows = $"{finding.Metric} {Wording.MetricVerb.Of(finding.Metric, "grows", "grow")}";
        return finding.PerRequest is { } per
            ? $"{grows} {Wording.Amounts.Of(per.Estimate, isBytes)} per {work}"
            : $"{grows} {Wording.Amounts.Of(finding.PerHour?.Estimate ?? 0, isBytes)}/h";
    }
}
