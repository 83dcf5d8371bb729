using SoakHarness.Model.History;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.History;

/// <summary>Finds the nights from which on a scenario is worse.</summary>
public static class Turns
{
    /// <summary>Groups nights by scenario and finds their turns.</summary>
    /// <param name="nights">Nights of any scenarios, in any order.</param>
    public static IReadOnlyList<ScenarioHistory> Histories(IEnumerable<Night> nights) =>
        [
            .. nights
                .GroupBy(n => n.Scenario, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.OrderBy(n => n.StartedAt).ThenBy(n => n.Run, StringComparer.Ordinal).ToArray())
                .Select(all => new ScenarioHistory(all[0].Scenario, all, Find(all))),
        ];

    /// <summary>Finds what got worse and stayed so.</summary>
    /// <param name="nights">Nights of one scenario by time.</param>
    public static IReadOnlyList<Turn> Find(IReadOnlyList<Night> nights) =>
        [
            .. new[]
            {
                Leak(nights),
                Step(nights, "floor", n => n.Floor),
                Step(nights, "allocated-per-request", n => n.Allocated),
                Step(nights, "p99", n => n.P99Ms),
            }.OfType<Turn>(),
        ];

    /// <summary>
    /// The leak that the last decided night shows, traced back to the last clean night; what is inconclusive between
    /// decides nothing.
    /// </summary>
    private static Turn? Leak(IReadOnlyList<Night> nights)
    {
        var decided = nights.Where(n => n.Verdict != Verdict.Inconclusive).ToArray();
        var lastGood = Array.FindLastIndex(decided, n => n.Verdict == Verdict.Clean);
        return lastGood < 0 || lastGood == decided.Length - 1
            ? null
            : Create("leak", decided[lastGood + 1], decided[lastGood]);
    }

    private static Turn? Step(IReadOnlyList<Night> nights, string measure, Func<Night, double?> value)
    {
        var known = nights.Where(n => value(n) is not null).ToArray();
        return LevelShift.Upward([.. known.Select(n => value(n)!.Value)]) is { } first
            ? Create(measure, known[first], known[first - 1])
            : null;
    }

    private static Turn Create(string measure, Night bad, Night good)
    {
        var between =
            bad.Commit.Length == 0 || good.Commit.Length == 0 ? "the commits are not known"
            : bad.Commit == good.Commit
                ? $"both at {Short(bad.Commit)}: the same commit, so look at the machine and the dependencies"
            : $"between {Short(good.Commit)} and {Short(bad.Commit)}";
        return new Turn(
            measure,
            bad,
            good,
            FormattableString.Invariant($"{measure}: first bad night: {bad.StartedAt:yyyy-MM-dd}, {between}")
        );
    }

    private static string Short(string commit) => commit.Length <= 7 ? commit : commit[..7];
}
