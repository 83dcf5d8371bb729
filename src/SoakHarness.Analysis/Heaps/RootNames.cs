using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>Roots in words; an object with several roots is called by the one that says most.</summary>
internal sealed class RootNames
{
    private const string LocalOf = "a local variable of ";
    private const string Local = LocalOf + "a running method";

    /// <summary>What keeps a thread while it runs.</summary>
    internal const string Running = "a GC handle of a thread that has not ended";

    private static readonly RootKind[] Telling =
    [
        RootKind.Static,
        RootKind.Dependent,
        RootKind.AsyncPinnedHandle,
        RootKind.PinnedHandle,
        RootKind.RefCountedHandle,
        RootKind.Handle,
        RootKind.Finalizer,
        RootKind.Stack,
        RootKind.Other,
    ];

    private const string Thread = "System.Threading.Thread";

    private readonly Dictionary<int, HeapRoot> _best = [];
    private readonly HeapSnapshot _heap;
    private readonly OwnCode _own;

    /// <param name="heap">Whose roots are named.</param>
    /// <param name="own">Which methods are the application's.</param>
    internal RootNames(HeapSnapshot heap, OwnCode own)
    {
        (_heap, _own) = (heap, own);
        foreach (var root in heap.Roots)
        {
            if (!_best.TryGetValue(root.Target, out var known) || SaysMore(root, known))
                _best[root.Target] = root;
        }
    }

    /// <summary>True when a holder is a local variable, of whatever method.</summary>
    internal static bool IsLocal(string holder) => holder.StartsWith(LocalOf, StringComparison.Ordinal);

    /// <summary>
    /// The method that such a holder is a local variable of; null for other holders and unknown methods.
    /// </summary>
    internal static string? MethodOf(string holder) =>
        IsLocal(holder) && holder != Local ? holder[LocalOf.Length..] : null;

    /// <summary>Objects that are roots, static fields first.</summary>
    internal IEnumerable<int> Targets => _best.OrderBy(r => Array.IndexOf(Telling, r.Value.Kind)).Select(r => r.Key);

    /// <summary>
    /// True for what only running methods hold directly: their local variables, and what the framework notes of the
    /// thread that they run on.
    /// </summary>
    internal bool IsLocal(int target) =>
        _best.TryGetValue(target, out var root)
        && (root.Kind == RootKind.Stack || root.Name.StartsWith("thread-static System.", StringComparison.Ordinal));

    /// <summary>
    /// Class and field, without the assembly, when the object is held by a static field; else null.
    /// </summary>
    internal string? Static(int target) =>
        _best.TryGetValue(target, out var root) && root.Kind == RootKind.Static ? root.Name.Split(" in ")[0] : null;

    /// <summary>
    /// True when a root says more than the one that is known. Of the methods that hold an object in a local variable
    /// the outermost of the application's has had it longest; each thread's come from the inside out.
    /// </summary>
    private bool SaysMore(HeapRoot root, HeapRoot known) =>
        root.Kind == known.Kind
            ? root.Kind == RootKind.Stack && Rank(root.Name) is > 0 and var rank && rank >= Rank(known.Name)
            : Array.IndexOf(Telling, root.Kind) < Array.IndexOf(Telling, known.Kind);

    /// <summary>2 for the application's methods, 1 for a library's, 0 for the framework's and unknown ones.</summary>
    private int Rank(string method) =>
        method.Length == 0 || !TypeNames.IsUserMethod(method) ? 0
        : _own.IsUserMethod(method) ? 2
        : 1;

    /// <summary>The root of an object; null when it has none.</summary>
    internal string? Of(int target) =>
        !_best.TryGetValue(target, out var root)
            ? null
            : root.Kind switch
            {
                RootKind.Static => root.Name.StartsWith("thread-static", StringComparison.Ordinal)
                    ? root.Name
                    : $"static {root.Name}",
                RootKind.Stack => Rank(root.Name) > 0 ? LocalOf + FrameWords.Of(root.Name) : Local,
                RootKind.Handle => _heap.Types[_heap.TypeOf[target]] == Thread ? Running : "a GC handle",
                RootKind.PinnedHandle => "a pinned GC handle",
                RootKind.AsyncPinnedHandle => "an async-pinned GC handle",
                RootKind.RefCountedHandle => "a ref-counted GC handle",
                RootKind.Finalizer => "the finalizer queue",
                RootKind.Dependent => "a conditional weak table",
                _ => "the runtime",
            };
}
