namespace SoakHarness.Collection.Heaps;

/// <summary>Ways to a snapshot.</summary>
internal enum SnapshotWay
{
    /// <summary>Events of a full GC: the shortest pause, but a buffer in the target's memory.</summary>
    Events,

    /// <summary>A dump of the process, read afterwards: no buffer, a longer pause, and space on disk.</summary>
    Dump,

    /// <summary>Not at all.</summary>
    Refuse,
}
