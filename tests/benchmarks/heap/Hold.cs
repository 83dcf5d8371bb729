/// <summary>A heap as services have it: lists of small objects, each with an array behind it.</summary>
internal static class Hold
{
    internal static List<Item> Fill(int objects)
    {
        var items = new List<Item>();
        Grow(items, objects);
        return items;
    }

    /// <summary>Adds so many objects, items and their arrays together.</summary>
    internal static void Grow(List<Item> items, int objects)
    {
        for (var i = 0; i < objects / 2; i++)
            items.Add(new Item(new byte[136], items.Count > 0 ? items[items.Count / 2] : null));
    }
}

/// <summary>One item.</summary>
internal sealed record Item(byte[] Content, Item? Before);
