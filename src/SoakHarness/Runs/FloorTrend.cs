namespace SoakHarness.Runs;

/// <summary>
/// The floor's growth so far, for people who watch: a Theil-Sen slope (median of the slopes of all pairs; Sen 1968)
/// over the last floors. A picture of the run, not its verdict.
/// </summary>
internal sealed class FloorTrend
{
    private const int Kept = 60;
    private const int Needed = 4;
    private readonly List<(double Time, double Bytes)> _floors = [];

    /// <summary>Last floor in bytes; null before the first.</summary>
    internal long? Last => _floors.Count == 0 ? null : (long)_floors[^1].Bytes;

    /// <summary>Floors seen.</summary>
    internal int Count { get; private set; }

    /// <summary>Bytes per hour; null with fewer than four floors.</summary>
    internal double? PerHour { get; private set; }

    /// <summary>Adds a floor.</summary>
    /// <param name="time">Seconds.</param>
    /// <param name="bytes">Live bytes.</param>
    internal void Add(double time, long bytes)
    {
        Count++;
        _floors.Add((time, bytes));
        if (_floors.Count > Kept)
            _floors.RemoveAt(0);
        PerHour = _floors.Count < Needed ? null : 3600 * Slope();
    }

    private double Slope()
    {
        var slopes = new List<double>();
        for (var i = 0; i < _floors.Count; i++)
        {
            for (var j = i + 1; j < _floors.Count; j++)
                slopes.Add((_floors[j].Bytes - _floors[i].Bytes) / (_floors[j].Time - _floors[i].Time));
        }

        slopes.Sort();
        return (slopes[(slopes.Count - 1) / 2] + slopes[slopes.Count / 2]) / 2;
    }
}
