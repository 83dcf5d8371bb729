using SoakHarness.Analysis.Fitting;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Resources;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Resources;

/// <summary>
/// Names what a leaking metric of resources is made of: handles by what they are, threads, processes and assemblies by
/// name, native memory by map. Names that differ by a number or a random part are one suspect; it must have grown in
/// each part of the run.
/// </summary>
public static class ResourceSuspects
{
    private const int Most = 3;
    private const double LeastShare = 0.1;
    private const double FairShare = 0.3;

    private static readonly Dictionary<string, (string Unit, long Fewest)> Metrics = new()
    {
        ["handles"] = ("", 5),
        ["threads"] = ("thread ", 5),
        ["child-processes"] = ("process ", 5),
        ["assemblies"] = ("assembly ", 3),
        ["native-memory"] = ("", 256 * 1024),
    };

    /// <summary>Finds suspects for one metric.</summary>
    /// <param name="stages">Censuses in time order.</param>
    /// <param name="metric">Metric that leaks.</param>
    /// <param name="isGo">True for a Go program, which is told other cures than a .NET one.</param>
    /// <returns>Suspects, the largest growth first; empty when the metric is not named or fewer than two censuses are
    /// there.</returns>
    public static IReadOnlyList<Suspect> Of(IReadOnlyList<ResourceStage> stages, string metric, bool isGo = false)
    {
        // A socket is a handle: the handles name both.
        if (stages.Count < 2 || !Metrics.TryGetValue(metric == "sockets" ? "handles" : metric, out var words))
            return [];
        var counted = metric == "sockets" ? "handles" : metric;
        var censuses = stages
            .Select(s =>
                s.Counts.Where(c =>
                        c.Metric == counted
                        && (metric != "sockets" || c.Name.StartsWith("socket", StringComparison.Ordinal))
                    )
                    .ToDictionary(c => c.Name)
            )
            .ToArray();
        var groups = censuses[^1]
            .Values.Where(c => Grown(censuses[^1], censuses[0], c.Name) > 0)
            .GroupBy(c => NamePattern.Group(c.Name))
            .Select(group =>
                (Names: group.Select(c => c.Name).ToArray(), group.First().Stack, Amounts: Amounts(censuses, group.Key))
            )
            .ToArray();
        var total = groups.Sum(g => g.Amounts[^1]);
        return
        [
            .. groups
                .Where(g =>
                    g.Amounts[^1] >= words.Fewest
                    && g.Amounts[^1] >= LeastShare * total
                    && KeepsGrowing(g.Amounts, stages)
                )
                .OrderByDescending(g => g.Amounts[^1])
                .ThenBy(g => g.Names[0], StringComparer.Ordinal)
                .Take(Most)
                .Select(g => new Suspect
                {
                    Type = words.Unit + NamePattern.Of(g.Names),
                    Metric = counted,
                    GrowthPerRequest = counted == "native-memory" ? null : Rate(g.Amounts, stages),
                    BytesPerRequest = counted == "native-memory" ? Rate(g.Amounts, stages) : null,
                    Share = g.Amounts[^1] / (double)total,
                    AllocationSite = [.. FrameWords.Of(g.Stack)],
                    Cause = ResourceCauses.Of(counted, g.Names[0], isGo),
                }),
        ];
    }

    /// <summary>What each census has of a group beyond the first.</summary>
    private static long[] Amounts(Dictionary<string, ResourceCount>[] censuses, string group) =>
        [
            .. censuses.Select(census =>
                census
                    .Keys.Where(name => NamePattern.Group(name) == group)
                    .Sum(name => Grown(census, censuses[0], name))
            ),
        ];

    private static long Grown(
        Dictionary<string, ResourceCount> census,
        Dictionary<string, ResourceCount> first,
        string name
    ) => Math.Max(0, census[name].Amount - (first.TryGetValue(name, out var before) ? before.Amount : 0));

    /// <summary>
    /// Each part of the run must have added a fair share of the growth: what only grew at first has filled up.
    /// </summary>
    private static bool KeepsGrowing(long[] amounts, IReadOnlyList<ResourceStage> stages)
    {
        for (var i = 1; i < amounts.Length; i++)
        {
            var expected =
                amounts[^1] * (Clock(stages[i]) - Clock(stages[i - 1])) / (Clock(stages[^1]) - Clock(stages[0]));
            if (amounts[i] - amounts[i - 1] < FairShare * expected)
                return false;
        }

        return true;
    }

    private static Interval? Rate(long[] amounts, IReadOnlyList<ResourceStage> stages) =>
        stages.All(s => s.Requests is not null)
            ? TheilSen.Slope([.. stages.Select(s => s.Requests!.Value)], [.. amounts.Select(a => (double)a)])
            : null;

    private static double Clock(ResourceStage stage) => stage.Requests ?? stage.Time;
}
