using SoakHarness.Model.Profiles;

namespace SoakHarness.Analysis.Profiles;

/// <summary>Which functions of a series of profiles hold more and more.</summary>
internal static class ProfileGrowth
{
    // Sampling makes values waver: a fall by less than this share of the whole growth is none.
    private const double Waver = 0.2;

    /// <summary>Functions that grew from each profile to the next, the largest growth first.</summary>
    /// <param name="stages">Profiles in time order.</param>
    /// <param name="type">Value, e.g. <c>inuse_space</c>; null for the only one of goroutine profiles.</param>
    internal static IReadOnlyList<GrownFunction> Of(IReadOnlyList<ProfileStage> stages, string? type) =>
        Of(stages, type, Grows);

    /// <summary>
    /// Functions that hold more in the last profile than in the first, whatever they held in between: a table that
    /// doubles is there twice while it is moved.
    /// </summary>
    /// <inheritdoc cref="Of(IReadOnlyList{ProfileStage}, string?)" />
    internal static IReadOnlyList<GrownFunction> OverAll(IReadOnlyList<ProfileStage> stages, string? type) =>
        Of(stages, type, values => values[^1] > values[0]);

    private static IReadOnlyList<GrownFunction> Of(
        IReadOnlyList<ProfileStage> stages,
        string? type,
        Func<double[], bool> grows
    )
    {
        if (stages.Count < 2)
            return [];
        var all = stages.Select(stage => Sum(stage.Profile, type)).ToArray();
        var grown = new List<GrownFunction>();
        foreach (var (function, last) in all[^1])
        {
            var values = all.Select(sums => sums.TryGetValue(function, out var share) ? share.Total : 0).ToArray();
            if (grows(values))
                grown.Add(
                    new GrownFunction(
                        function,
                        last.Owner,
                        values[^1] - values[0],
                        Stacks(last, all[0].GetValueOrDefault(function))
                    )
                );
        }

        return [.. grown.OrderByDescending(g => g.Growth).ThenBy(g => g.Function, StringComparer.Ordinal)];
    }

    private static bool Grows(double[] values)
    {
        var growth = values[^1] - values[0];
        return growth > 0 && values.Zip(values.Skip(1)).All(pair => pair.Second >= pair.First - Waver * growth);
    }

    private static GrownStack[] Stacks(FunctionShare last, FunctionShare? first) =>
        [
            .. last
                .Stacks.Select(pair => new GrownStack(
                    pair.Value.Sample,
                    pair.Value.Value - (first?.Stacks.GetValueOrDefault(pair.Key).Value ?? 0)
                ))
                .OrderByDescending(stack => stack.Growth),
        ];

    private static Dictionary<string, FunctionShare> Sum(StackProfile profile, string? type)
    {
        var index = type is null ? 0 : profile.Types.ToList().IndexOf(type);
        var sums = new Dictionary<string, FunctionShare>(StringComparer.Ordinal);
        if (index < 0)
            return sums;
        foreach (
            var sample in profile.Samples.Where(s =>
                s.Stack.Count > 0 && s.Values.Count > index && !GoFrames.IsOurs(s.Stack)
            )
        )
        {
            var (function, owner) = type is null
                ? GoFrames.NamedOfGoroutine(sample.Stack, profile)
                : GoFrames.Named(sample.Stack, profile);
            if (!sums.TryGetValue(function, out var share))
                sums[function] = share = new FunctionShare(owner);
            share.Add(sample, sample.Values[index]);
        }

        return sums;
    }

    private sealed class FunctionShare(FrameOwner owner)
    {
        internal FrameOwner Owner => owner;

        internal double Total { get; private set; }

        /// <summary>By frames and lines; one stack may come several times, e.g. by size of the allocation.</summary>
        internal Dictionary<string, (StackSample Sample, double Value)> Stacks { get; } = [];

        internal void Add(StackSample sample, long value)
        {
            Total += value;
            var key = string.Join('\n', GrownStack.PlacesOf(sample));
            Stacks[key] = (sample, Stacks.GetValueOrDefault(key).Value + value);
        }
    }
}
