using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Heaps;

/// <summary>The slots of static and thread-static fields. They do not move.</summary>
internal static class StaticSlots
{
    private const int MostThreads = 256;

    /// <summary>True for a field whose slot refers to an object: to its value, or to the box of a struct.</summary>
    internal static bool Refer(ClrField field) => !field.IsPrimitive;

    /// <summary>Those of static fields that refer to objects.</summary>
    internal static IEnumerable<StaticSlot> Of(ClrRuntime runtime) =>
        from loaded in LoadedTypes.Of(runtime)
        from field in loaded.Type.StaticFields
        where Refer(field)
        let address = field.GetAddress(loaded.Domain)
        where address != 0
        select new StaticSlot(address, StaticNames.Of(loaded.Type, field));

    /// <summary>
    /// Those of thread-static fields, thread by thread. Of a process with very many threads some are looked at, spread
    /// over all of them.
    /// </summary>
    internal static IEnumerable<StaticSlot> OfThreads(ClrRuntime runtime)
    {
        var all = runtime.Threads.Where(thread => thread.IsAlive).ToArray();
        var step = Math.Max(1, (all.Length + MostThreads - 1) / MostThreads);
        var threads = all.Where((_, i) => i % step == 0).ToArray();
        return from loaded in LoadedTypes.Of(runtime)
            from field in loaded.Type.ThreadStaticFields
            where Refer(field)
            let name = StaticNames.OfThread(loaded.Type, field)
            from thread in threads
            let address = field.GetAddress(thread)
            where address != 0
            select new StaticSlot(address, name);
    }

    /// <summary>What a slot refers to; 0 where it cannot be read, or for nothing.</summary>
    /// <param name="runtime">Runtime.</param>
    /// <param name="slot">Slot.</param>
    internal static ulong Read(ClrRuntime runtime, StaticSlot slot) =>
        runtime.DataTarget.DataReader.ReadPointer(slot.Address, out var address) ? address : 0;
}
