namespace SoakHarness.Load.Feeds;

/// <summary>
/// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, with the
/// constants of Vigna's splitmix64.c. The same everywhere and for ever, which System.Random does not promise.
/// </summary>
/// <param name="state">Any seed; different seeds give different first draws.</param>
internal struct SplitMix64(ulong state)
{
    private ulong _state = state;

    /// <summary>The next draw, of 64 bits.</summary>
    internal ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
