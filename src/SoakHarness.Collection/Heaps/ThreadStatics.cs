using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Heaps;

/// <summary>Thread-static fields with what they refer to, thread by thread.</summary>
internal static class ThreadStatics
{
    /// <summary>Those that refer to an object, with its type id and the field in words.</summary>
    internal static IEnumerable<ThreadStatic> Of(ClrRuntime runtime) =>
        from slot in StaticSlots.OfThreads(runtime)
        let found = runtime.Heap.GetObject(StaticSlots.Read(runtime, slot))
        where found.Address != 0 && found.Type is not null
        select new ThreadStatic(found.Address, found.Type!.MethodTable, slot.Field);
}
