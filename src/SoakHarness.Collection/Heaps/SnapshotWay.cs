namespace SoakHarness.Collection.Heaps;

/// <summary>Ways to a snapshot.</summary>
public enum SnapshotWay
{
    /// <summary>
    /// Events of a full GC: of a small heap the shortest pause, and no rights over the target but those of a user; a
    /// buffer in the target's memory.
    /// </summary>
    Events,

    /// <summary>
    /// The process is stopped and its heap copied from outside: of a large heap the shortest pause, and nothing of the
    /// target's memory; not allowed everywhere.
    /// </summary>
    Stopped,

    /// <summary>A dump of the process, read afterwards: no buffer, the longest pause, and space on disk.</summary>
    Dump,

    /// <summary>Not at all.</summary>
    Refuse,
}
