namespace SoakHarness.Runs;

/// <summary>
/// When heap snapshots are taken during the load; one more is taken after the load ended and drained.
/// </summary>
internal static class SnapshotPlan
{
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The first stands where the warm-up is surely over but most growth is still to come, the others are spread evenly
    /// up to the end. A run that asks for n snapshots takes n - 1 during the load and the last one after it.
    /// </summary>
    /// <param name="count">Snapshots asked for, at least 0.</param>
    /// <param name="warmUp">Length of the warm-up.</param>
    /// <param name="load">Length of the load after the warm-up; zero when it is not known.</param>
    /// <returns>Label and time since the load (warm-up included) began, in time order.</returns>
    internal static IReadOnlyList<(string Label, TimeSpan At)> Create(int count, TimeSpan warmUp, TimeSpan load)
    {
        // Nobody knows how long the load lasts: one as early as is sensible, none in between.
        if (load == TimeSpan.Zero && count > 1)
            return [("warm", warmUp > TimeSpan.Zero ? warmUp : SettledAfter)];
        var during = count - 1;
        var plan = new List<(string, TimeSpan)>();
        const double first = 0.2;
        for (var i = 0; i < during; i++)
        {
            var share = first + (1 - first) * i / during;
            plan.Add(
                (
                    i == 0 ? "warm"
                    : during == 2 ? "middle"
                    : $"middle-{i}",
                    warmUp + load * share
                )
            );
        }

        return plan;
    }
}
