namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Looks at the snapshots of a run: at several at the same time as long as they are small, at large ones one after the
/// other, since one of ten million objects takes a gigabyte.
/// </summary>
internal static class HeapStages
{
    private const long MostObjects = 5_000_000;

    /// <summary>Sums up all of them.</summary>
    /// <param name="stages">Complete snapshots, at least one.</param>
    /// <returns>The last one with all that is computed from it.</returns>
    internal static HeapView Look(IReadOnlyList<HeapStage> stages)
    {
        HeapView? last = null;
        foreach (var some in AtOnce([.. stages.Select(stage => stage.Objects ?? long.MaxValue)]))
        {
            var looking = stages.Take(some).Select(stage => Task.Run(() => Look(stage)));
            Task.WhenAll(looking).GetAwaiter().GetResult();
        }

        return last!;

        void Look(HeapStage stage)
        {
            if (stage == stages[^1])
                last = stage.View();
            else
                _ = stage.Summary;
        }
    }

    /// <summary>Which are looked at together, in their order.</summary>
    /// <param name="objects">How many objects each has.</param>
    internal static IEnumerable<Range> AtOnce(IReadOnlyList<long> objects)
    {
        var (from, sum) = (0, 0L);
        for (var number = 0; number < objects.Count; number++)
        {
            if (number > from && objects[number] > MostObjects - sum)
            {
                yield return from..number;
                (from, sum) = (number, 0);
            }

            sum = Math.Min(MostObjects, sum + Math.Min(MostObjects, objects[number]));
        }

        if (objects.Count > from)
            yield return from..objects.Count;
    }
}
