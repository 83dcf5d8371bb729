namespace SoakHarness.Analysis.Profiles;

/// <summary>A function whose share of a profile grew over the run.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Growth">From the first profile to the last, in the unit of the profile's value; positive.</param>
/// <param name="Stacks">The stacks through it that grew, the largest growth first; at least one.</param>
internal sealed record GrownFunction(string Function, FrameOwner Owner, double Growth, IReadOnlyList<GrownStack> Stacks)
{
    /// <summary>The stack that grew most, innermost first.</summary>
    internal IReadOnlyList<string> Stack => Stacks[0].Frames;

    /// <summary>That stack with files and lines, innermost first.</summary>
    internal IReadOnlyList<string> Places => Stacks[0].Places;

    /// <summary>
    /// Its places from the function outwards: what is inside of it is the runtime's or a library's.
    /// </summary>
    internal IReadOnlyList<string> Site => [.. Places.Skip(Stack.ToList().IndexOf(Function))];
}
