namespace SoakHarness.Load.Http;

/// <summary>Draws which request comes next, by weight; the weights may be drawn anew for each window.</summary>
/// <param name="weights">Weights as given.</param>
/// <param name="seed">Seed of all draws.</param>
/// <param name="window">Length of a window of a randomised mix; null for the weights as given.</param>
internal sealed class Mix(IReadOnlyList<double> weights, int seed, TimeSpan? window)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly double[] _given = [.. weights.Select(w => w / weights.Sum())];
    private double[]? _drawn;
    private long _window = -1;

    /// <summary>The index of the next request.</summary>
    /// <param name="now">Seconds since the run's origin.</param>
    internal int Next(double now)
    {
        if (_given.Length == 1)
            return 0;
        lock (_gate)
            return IndexAt(_random.NextDouble(), Current(now));
    }

    private static int IndexAt(double at, double[] shares)
    {
        for (var i = 0; i < shares.Length; i++)
        {
            at -= shares[i];
            if (at < 0)
                return i;
        }

        return shares.Length - 1;
    }

    private double[] Current(double now)
    {
        if (window is not { } length)
            return _given;
        var number = (long)(now / length.TotalSeconds);
        if (number != _window || _drawn is null)
            (_window, _drawn) = (number, MixWeights.Draw(_given, seed, number));
        return _drawn;
    }
}
