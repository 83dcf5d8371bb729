namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Numbers types by name: several of the runtime's types, e.g. of two load contexts, can have the same one.
/// </summary>
internal sealed class TypeTable
{
    private readonly Dictionary<string, int> _byName = [];
    private readonly int[] _byId;
    private readonly Dictionary<ulong, int> _ofId = [];

    /// <summary>Numbers the types.</summary>
    /// <param name="ids">Ids in the order in which the events first had them.</param>
    /// <param name="names">Names from the events.</param>
    /// <param name="full">Better names, where there are.</param>
    internal TypeTable(
        IReadOnlyList<ulong> ids,
        IReadOnlyDictionary<ulong, string> names,
        IReadOnlyDictionary<ulong, string> full
    )
    {
        _byId = new int[ids.Count];
        for (var i = 0; i < ids.Count; i++)
        {
            var name = TypeSpelling.Of(full.GetValueOrDefault(ids[i]) ?? names.GetValueOrDefault(ids[i], "?"));
            _byName.TryAdd(name, _byName.Count);
            _ofId[ids[i]] = _byId[i] = _byName[name];
        }
    }

    internal string[] Names => [.. _byName.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>The number of a type by its id; -1 when no object has it.</summary>
    internal int NumberOf(ulong id) => _ofId.GetValueOrDefault(id, -1);

    /// <summary>Turns numbers of ids into numbers of names, in place.</summary>
    internal int[] Renumber(int[] types)
    {
        for (var i = 0; i < types.Length; i++)
            types[i] = _byId[types[i]];
        return types;
    }
}
