using SoakHarness.Collection.Metadata;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Asks for the names behind a snapshot. What is read of a process that runs on is not always whole: the first answer
/// often lacks a third of the framework's static fields, and the second has them. The events tell which there are, so
/// that an answer that lacks many of them is recognised, and the question asked again.
/// </summary>
internal static class NamesAsked
{
    private const int MostTimes = 5;
    private const double Enough = 0.9;

    /// <summary>Asks, at most five times, and gives the answer that names most.</summary>
    /// <param name="parts">What the events brought.</param>
    /// <param name="ask">Asks once.</param>
    internal static RuntimeAnswer About(HeapParts parts, Func<RuntimeQuestion, RuntimeAnswer> ask)
    {
        var question = HeapNames.Question(parts);
        ulong[] slots =
        [
            .. parts.Roots.Where(r => r is { Kind: RootKind.Static, Id: > 0 }).Select(r => r.Id).Distinct(),
        ];
        var best = ask(question);
        var named = Named(best);
        for (var times = 1; times < MostTimes && best.Problem is null && named < Enough * slots.Length; times++)
        {
            var again = ask(question);
            // What has no name now has none however often one asks.
            if (named > 0 && Named(again) == named)
                break;
            if (Named(again) > named)
                (best, named) = (again, Named(again));
        }

        return best;

        int Named(RuntimeAnswer answer) => slots.Count(answer.Names.ContainsKey);
    }
}
