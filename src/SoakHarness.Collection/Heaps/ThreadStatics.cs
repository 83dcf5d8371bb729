using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Thread-static fields with what they refer to, thread by thread. Of a process with very many threads some are looked
/// at, spread over all of them.
/// </summary>
internal static class ThreadStatics
{
    private const int MostThreads = 256;

    /// <summary>Those that refer to an object, with its type id and the field in words.</summary>
    internal static IEnumerable<ThreadStatic> Of(ClrRuntime runtime)
    {
        var all = runtime.Threads.Where(thread => thread.IsAlive).ToArray();
        var step = Math.Max(1, (all.Length + MostThreads - 1) / MostThreads);
        var threads = all.Where((_, i) => i % step == 0).ToArray();
        return LoadedTypes.Of(runtime).SelectMany(loaded => Of(runtime, loaded.Type, threads));
    }

    private static IEnumerable<ThreadStatic> Of(ClrRuntime runtime, ClrType type, ClrThread[] threads) =>
        from field in type.ThreadStaticFields
        where StaticSlots.Refer(field)
        let name = StaticNames.OfThread(type, field)
        from thread in threads
        let found = StaticSlots.Read(runtime, field.GetAddress(thread))
        where found.Address != 0 && found.Type is not null
        select new ThreadStatic(found.Address, found.Type!.MethodTable, name);
}
