using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>The last part of a snapshot's file: what is known of its delegates.</summary>
internal static class HeapDelegateBlock
{
    /// <summary>Writes the types, the names, and the delegates that have one.</summary>
    internal static void Write(HeapNumberWriter writer, HeapSnapshot snapshot)
    {
        writer.Write(snapshot.DelegateTypes);
        string[] names = [.. snapshot.Delegates.Select(known => known.Name).Distinct()];
        var places = names.Index().ToDictionary(name => name.Item, name => name.Index);
        writer.Write(names.Length);
        foreach (var name in names)
            writer.Write(name);
        writer.Write(snapshot.Delegates.Count);
        foreach (var known in snapshot.Delegates)
        {
            writer.Write(known.Node);
            writer.Write(places[known.Name]);
        }
    }

    /// <summary>The snapshot with what this part says.</summary>
    internal static HeapSnapshot Read(HeapNumberReader reader, HeapSnapshot snapshot)
    {
        var types = reader.Numbers();
        var names = reader.Texts();
        var delegates = new HeapDelegate[reader.Count()];
        for (var i = 0; i < delegates.Length; i++)
            delegates[i] = new HeapDelegate(reader.Number(), names[reader.Number()]);
        return snapshot with { DelegateTypes = types, Delegates = delegates };
    }
}
