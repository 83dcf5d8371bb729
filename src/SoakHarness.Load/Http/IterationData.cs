using SoakHarness.Load.Feeds;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>What an iteration puts into its requests: a row of each feed, and values that are made.</summary>
/// <param name="feeds">The feeds by name.</param>
/// <param name="seed">Seed of the values that are made, but for UUIDs.</param>
/// <param name="part">The share of the load, which no other part's values may meet.</param>
internal sealed class IterationData(IReadOnlyDictionary<string, Feed> feeds, int seed, LoadPart part)
{
    private readonly KeyValuePair<string, Feed>[] _feeds = [.. feeds];
    private readonly ulong _run = (ulong)Random.Shared.NextInt64();
    private long _begun = -1;

    /// <summary>Begins an iteration.</summary>
    /// <param name="user">Who runs it.</param>
    /// <returns>Null; the end of the iteration when a feed has no row for it.</returns>
    internal StepEnd? Begin(VirtualUser user)
    {
        var number = part.Number + part.Count * Interlocked.Increment(ref _begun);
        user.Begin(new GeneratedRow(seed, _run, number));
        foreach (var (name, feed) in _feeds)
        {
            try
            {
                user.Rows[name] = feed.Next() ?? throw new FeedException("there are no more rows");
            }
            catch (Exception failure) when (failure is FeedException or IOException)
            {
                return new StepEnd(EndKind.Failed, 0, $"feed {name}", $"feed {name}: {failure.Message}");
            }
        }

        return null;
    }
}
