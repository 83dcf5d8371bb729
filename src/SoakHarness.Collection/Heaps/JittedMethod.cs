namespace SoakHarness.Collection.Heaps;

/// <summary>One version of a method's native code.</summary>
/// <param name="Id">The runtime's id of the method.</param>
/// <param name="Module">The runtime's id of its module.</param>
/// <param name="Token">Metadata token.</param>
/// <param name="Code">First address and length in bytes.</param>
internal sealed record JittedMethod(long Id, long Module, int Token, (ulong Start, ulong Length) Code)
{
    /// <summary>Offsets of native code with those of the intermediate language; negative where there is none.</summary>
    internal List<(int Native, int Language)> Map { get; } = [];

    /// <summary>True when the address is in its code, or the return address of its last call.</summary>
    internal bool Has(ulong address) => address > Code.Start && address - Code.Start <= Code.Length;

    /// <summary>Offset in the intermediate language; null where the map has none.</summary>
    internal int? OffsetOf(ulong address)
    {
        var offset = (int)(address - Code.Start);
        var before = Map.Where(entry => entry.Native <= offset && entry.Language >= 0).ToArray();
        return before.Length == 0 ? null : before.Max().Language;
    }
}
