namespace SoakHarness.Model.Heaps;

/// <summary>
/// The live objects of a heap as flat arrays: object i has type <c>TypeOf[i]</c>, size <c>SizeOf[i]</c> bytes, and
/// references the objects <c>Edges[EdgeStart[i] .. EdgeStart[i + 1]]</c>. Objects are numbered from 0.
/// </summary>
public sealed record HeapSnapshot
{
    /// <summary>When in the run: <c>warm</c>, <c>middle</c>, <c>drained</c>.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// What was lost while it was taken; empty when it is complete. A partial snapshot is never compared.
    /// </summary>
    public string Missing { get; init; } = "";

    /// <summary>
    /// What it was read from: empty for the runtime's events, <c>process</c> for the memory of the stopped process,
    /// <c>dump</c> for that in its dump.
    /// </summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// True when it was read from events: these name generic types in another way than what is read from memory, and
    /// the two are not compared.
    /// </summary>
    public bool IsFromEvents => Source.Length == 0;

    /// <summary>Type names.</summary>
    public required string[] Types { get; init; }

    /// <summary>Type of each object.</summary>
    public required int[] TypeOf { get; init; }

    /// <summary>Size of each object in bytes; sizes above 2 GiB are cut.</summary>
    public required int[] SizeOf { get; init; }

    /// <summary>First edge of each object; one more entry than objects.</summary>
    public required int[] EdgeStart { get; init; }

    /// <summary>Referenced objects.</summary>
    public required int[] Edges { get; init; }

    /// <summary>Roots.</summary>
    public required IReadOnlyList<HeapRoot> Roots { get; init; }

    /// <summary>
    /// Types that derive from <c>MulticastDelegate</c>, by their place in <see cref="Types"/>; empty where the
    /// runtime's metadata could not be read.
    /// </summary>
    public IReadOnlyList<int> DelegateTypes { get; init; } = [];

    /// <summary>Some of the delegates, each at most once: what they call, or which event they are.</summary>
    public IReadOnlyList<HeapDelegate> Delegates { get; init; } = [];

    /// <summary>
    /// Objects that are values in conditional weak tables, ascending: each of their keys refers to its value in
    /// <see cref="Edges"/>, as it keeps it alive.
    /// </summary>
    public IReadOnlyList<int> WeakTableValues { get; init; } = [];

    /// <summary>
    /// Namespaces of the libraries that the program uses, ascending; empty where it does not say which those are. The
    /// framework's are not among them.
    /// </summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Number of objects.</summary>
    public int Count => TypeOf.Length;
}
