namespace SoakHarness.Collection.Heaps;

/// <summary>Numbers types by name, in the order in which they are met.</summary>
internal sealed class TypeTable(IReadOnlyDictionary<ulong, string> names, IReadOnlyDictionary<ulong, string> full)
{
    private readonly Dictionary<ulong, int> _byId = [];
    private readonly Dictionary<string, int> _byName = [];
    private readonly List<string> _names = [];

    internal string[] Names => [.. _names];

    internal int NumberOf(ulong id)
    {
        if (_byId.TryGetValue(id, out var known))
            return known;
        var name = full.TryGetValue(id, out var better) ? better : names.GetValueOrDefault(id, "?");
        if (!_byName.TryGetValue(name, out var number))
        {
            number = _names.Count;
            _byName[name] = number;
            _names.Add(name);
        }

        return _byId[id] = number;
    }
}
