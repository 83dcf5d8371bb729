using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Metadata;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.HeapReading;

/// <summary>
/// The heap of an opened runtime, garbage and all: of a dump, or of a process. What does not move is found out
/// beforehand; only <see cref="TryCopy"/> needs a process that stands still; names are read afterwards.
/// </summary>
internal sealed class RuntimeHeap
{
    private const int MostThreads = 4;
    private readonly ClrRuntime _runtime;
    private readonly ReadMemory _read;
    private readonly int _threads;
    private readonly ulong _free;
    private readonly HeapParts _parts = new();
    private StaticSlot[] _statics = [];
    private StaticSlot[] _threadStatics = [];
    private HandleTables? _tables;
    private HeapWalk[] _walks = [];
    private ClrRoot[] _roots = [];
    private List<HeldHandle> _handles = [];

    /// <summary>Opens it.</summary>
    /// <param name="runtime">Runtime.</param>
    /// <param name="read">Reads memory on several threads at the same time; null where only the runtime's own reader
    /// does, on one.</param>
    internal RuntimeHeap(ClrRuntime runtime, ReadMemory? read)
    {
        _read = read ?? runtime.DataTarget.DataReader.Read;
        _threads = read is null ? 1 : Math.Min(Environment.ProcessorCount, MostThreads);
        _runtime = runtime;
        _free = runtime.Heap.FreeType.MethodTable;
    }

    /// <summary>
    /// Once <see cref="Prepare"/> is over, false when GC handles may be missing, and with them what only they hold.
    /// </summary>
    internal bool HasAllHandles => _tables is not null || !_runtime.Heap.IsServer;

    /// <summary>
    /// Walks the objects once while the process may still run, so that memory and code are there when it counts: a page
    /// that is written to for the first time costs as much as ten objects. What is found is of no use.
    /// </summary>
    /// <returns>The walk, on other threads; it must be over before the copy begins.</returns>
    internal Task RehearseAsync() => WalkAsync(_runtime.Heap);

    /// <summary>Finds out where static fields and handles are; the process may run.</summary>
    /// <param name="mapped">Memory in which the GC's tables of handles may be.</param>
    internal void Prepare(IEnumerable<MemoryRange> mapped)
    {
        _statics = [.. StaticSlots.Of(_runtime)];
        _threadStatics = [.. StaticSlots.OfThreads(_runtime)];
        _tables = HandleTables.Find(_runtime, mapped);
    }

    /// <summary>Copies objects, references and roots.</summary>
    /// <returns>False when that cannot be done at this moment, in the middle of a collection for instance.</returns>
    internal bool TryCopy()
    {
        _runtime.DataTarget.DataReader.FlushCachedData();
        _runtime.FlushCachedData();
        var heap = _runtime.Heap;
        _parts.Reset();
        if (!heap.CanWalkHeap || !WalkAsync(heap).GetAwaiter().GetResult())
            return false;
        CopyRoots(heap);
        return true;
    }

    /// <summary>Makes the graph of what the roots reach; the process may run.</summary>
    /// <param name="label">Label of the snapshot.</param>
    /// <param name="source">What was read, as <see cref="HeapSnapshot.Source"/> has it.</param>
    /// <exception cref="InvalidDataException">The runtime lays types out in another way than the known one.</exception>
    internal HeapSnapshot Build(string label, string source)
    {
        AddTypes();
        _parts.Roots.AddRange(
            _roots.Select(root =>
                (
                    root.Object.Address,
                    root is ClrStackRoot ? RootKind.Stack : RootKind.Finalizer,
                    root.Address,
                    MethodOf(root)
                )
            )
        );
        var names = new HeapNames { DelegateTypes = DelegateTypes.Of(_runtime, _parts.TypeIds).ToHashSet() };
        var snapshot = HeapGraph.Build(label, _parts, names) with { Source = source };
        // Of what the graph was made from: a second graph is made now.
        LargeArrays.GiveBack();
        return ReachableHeap.Of(
            snapshot with
            {
                Delegates = DelegateNames.Read(
                    question => OpenedRuntime.Ask(_runtime, question),
                    snapshot,
                    _parts,
                    names
                ),
            }
        );
    }

    /// <summary>Walks all segments, on several threads where the memory can be read by several.</summary>
    /// <returns>False when something in one is no object.</returns>
    private async Task<bool> WalkAsync(ClrHeap heap)
    {
        MemoryRange[] contexts = [.. heap.EnumerateAllocationContexts().OrderBy(at => at.Start)];
        _walks = [.. Enumerable.Range(0, _threads).Select(_ => new HeapWalk(_read, _free, contexts, _parts))];
        var (segments, next) = (heap.Segments, -1);
        var walking = _walks.Select(walk =>
            Task.Factory.StartNew(
                () =>
                {
                    var isWhole = true;
                    while (isWhole && Interlocked.Increment(ref next) is var number && number < segments.Length)
                        isWhole = walk.TryAdd(segments[number].ObjectRange);
                    return isWhole;
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
        );
        return (await Task.WhenAll(walking)).All(isWhole => isWhole);
    }

    private void CopyRoots(ClrHeap heap)
    {
        _roots = [.. heap.EnumerateFinalizerRoots(), .. _runtime.Threads.SelectMany(t => t.EnumerateStackRoots())];
        _handles = _tables?.Read() ?? [.. _runtime.EnumerateHandles().Select(HeldHandle.Of)];
        _parts.Roots.AddRange(
            from handle in _handles
            let kind = KindOf(handle.Kind)
            where kind is not null
            select (handle.Object, kind.Value, handle.Address, "")
        );
        _parts.Dependents.AddRange(
            _handles.Where(handle => handle.Dependent != 0).Select(handle => (handle.Object, handle.Dependent))
        );
        _parts.Roots.AddRange(
            _statics
                .Concat(_threadStatics)
                .Select(slot => (StaticSlots.Read(_runtime, slot), RootKind.Static, 0UL, slot.Field))
        );
    }

    /// <summary>
    /// Names the types, and has objects of types that can be unloaded refer to what keeps their type, as the GC does.
    /// </summary>
    private void AddTypes()
    {
        var held = new Dictionary<ulong, ulong>();
        foreach (var handle in _handles)
            held[handle.Address] = handle.Object;
        var keepers = new Dictionary<int, ulong>();
        for (var number = 0; number < _parts.TypeIds.Count; number++)
        {
            var id = _parts.TypeIds[number];
            if (_runtime.GetTypeByMethodTable(id) is not { } type)
                continue;
            if (_walks.Any(walk => walk.ShapeOf(id)?.Fits(type) == false))
                throw new InvalidDataException("its runtime lays types out in another way than .NET up to 10 does");
            _parts.TypeNames[id] = type.Name ?? "?";
            if (type.IsCollectible && held.TryGetValue(type.LoaderAllocatorHandle, out var keeper) && keeper != 0)
                keepers[number] = keeper;
        }

        for (var node = 0; keepers.Count > 0 && node < _parts.Types.Count; node++)
        {
            if (keepers.TryGetValue(_parts.Types[node], out var keeper))
                _parts.TypeKeepers.Add((_parts.Addresses[node], keeper));
        }
    }

    /// <summary>The method whose local variable a root is; empty for other roots.</summary>
    private static string MethodOf(ClrRoot root) =>
        root is ClrStackRoot { StackFrame.Method.Signature: { } signature } ? MethodNames.Short(signature) : "";

    /// <summary>The kind of root that a handle is; null for one that keeps nothing.</summary>
    private static RootKind? KindOf(ClrHandleKind kind) =>
        kind switch
        {
            ClrHandleKind.Strong or ClrHandleKind.SizedRef => RootKind.Handle,
            ClrHandleKind.Pinned => RootKind.PinnedHandle,
            ClrHandleKind.AsyncPinned => RootKind.AsyncPinnedHandle,
            ClrHandleKind.RefCounted => RootKind.RefCountedHandle,
            _ => null,
        };
}
