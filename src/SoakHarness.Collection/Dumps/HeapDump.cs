using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Metadata;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Dumps;

/// <summary>
/// Reads the heap of a process dump by ClrMD. A dump holds garbage too: only what the roots reach is kept.
/// </summary>
internal static class HeapDump
{
    /// <summary>Reads a dump.</summary>
    /// <param name="path">Dump file.</param>
    /// <param name="label">Label of the snapshot.</param>
    /// <param name="place">Where the runtime of the dumped process is.</param>
    /// <exception cref="FileNotFoundException">Its runtime is not on this machine.</exception>
    /// <exception cref="InvalidDataException">There is no .NET runtime in it, or it cannot be read.</exception>
    internal static HeapSnapshot Read(string path, string label, RuntimePlace place)
    {
        using var target = OpenedRuntime.Target(options => DataTarget.LoadDump(path, options), place);
        if (target.ClrVersions.Length == 0)
            throw new InvalidDataException("there is no .NET runtime in the dump");
        using var runtime = OpenedRuntime.Open(target, place);
        var parts = new HeapParts();
        AddObjects(runtime.Heap, parts);
        foreach (var root in runtime.Heap.EnumerateRoots())
            parts.Roots.Add((root.Object.Address, KindOf(root.RootKind), root.Address, MethodOf(root)));
        AddStatics(runtime, parts);
        parts.Dependents.AddRange(
            runtime
                .EnumerateHandles()
                .Where(handle => handle.HandleKind == ClrHandleKind.Dependent && handle.Dependent.Address != 0)
                .Select(handle => (handle.Object.Address, handle.Dependent.Address))
        );
        parts.Roots.AddRange(
            ThreadStatics.Of(runtime).Select(found => (found.Address, RootKind.Static, 0UL, found.Field))
        );
        var names = new HeapNames { DelegateTypes = DelegateTypes.Of(runtime, parts.TypeIds).ToHashSet() };
        var snapshot = HeapGraph.Build(label, parts, names) with { Source = "dump" };
        return ReachableHeap.Of(
            snapshot with
            {
                Delegates = DelegateNames.Read(
                    question => OpenedRuntime.Ask(runtime, question),
                    snapshot,
                    parts,
                    names
                ),
            }
        );
    }

    /// <summary>The method whose local variable a root is; empty for other roots.</summary>
    private static string MethodOf(ClrRoot root) =>
        root is ClrStackRoot { StackFrame.Method.Signature: { } signature } ? MethodNames.Short(signature) : "";

    private static void AddObjects(ClrHeap heap, HeapParts parts)
    {
        foreach (var found in heap.EnumerateObjects())
        {
            if (found.Type is not { } type || type.IsFree)
                continue;
            var before = parts.Targets.Count;
            foreach (var target in found.EnumerateReferenceAddresses(carefully: false, considerDependantHandles: false))
                parts.Targets.Add(target);
            parts.Add(found.Address, type.MethodTable, (long)found.Size, parts.Targets.Count - before);
            parts.TypeNames.TryAdd(type.MethodTable, type.Name ?? "?");
        }
    }

    private static void AddStatics(ClrRuntime runtime, HeapParts parts)
    {
        foreach (var (domain, type) in LoadedTypes.Of(runtime))
        {
            foreach (var field in type.StaticFields.Where(StaticSlots.Refer))
            {
                var held = StaticSlots.Read(runtime, field.GetAddress(domain));
                parts.Roots.Add((held.Address, RootKind.Static, 0, StaticNames.Of(type, field)));
            }
        }
    }

    private static RootKind KindOf(ClrRootKind kind) =>
        kind switch
        {
            ClrRootKind.Stack => RootKind.Stack,
            ClrRootKind.FinalizerQueue => RootKind.Finalizer,
            ClrRootKind.PinnedHandle => RootKind.PinnedHandle,
            ClrRootKind.AsyncPinnedHandle => RootKind.AsyncPinnedHandle,
            ClrRootKind.RefCountedHandle => RootKind.RefCountedHandle,
            ClrRootKind.StrongHandle or ClrRootKind.SizedRefHandle => RootKind.Handle,
            _ => RootKind.Other,
        };
}
