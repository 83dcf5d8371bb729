using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Names that the snapshot's events leave out: the class of a static field, by the address of its slot (the root id of
/// the events), the thread-static fields with what they refer to, the enclosing types of nested types, by type id, and
/// which types are delegates. Read by ClrMD from a process that runs on: it is never suspended, so what is read may be
/// torn; a failure means that names are left as the events have them.
/// </summary>
internal static class FullNames
{
    /// <summary>Reads the names.</summary>
    /// <param name="pid">Process.</param>
    /// <param name="parts">What the events brought.</param>
    /// <param name="problem">Why there are none; null when there are.</param>
    internal static HeapNames Read(int pid, HeapParts parts, out string? problem)
    {
        var names = new HeapNames();
        problem = PassiveRuntime.Read(
            pid,
            suspend: false,
            runtime =>
            {
                foreach (var id in HeapGraph.Nested(parts))
                {
                    if (runtime.GetTypeByMethodTable(id)?.Name is { Length: > 0 } name)
                        names.Full[id] = name;
                }

                names.ThreadStatics.AddRange(ThreadStatics.Of(runtime));
                names.DelegateTypes.UnionWith(DelegateTypes.Of(runtime, parts.TypeIds));

                foreach (var domain in runtime.AppDomains)
                {
                    foreach (var module in domain.Modules)
                        AddModule(runtime, module, domain, names.Full);
                }
            }
        );
        return names;
    }

    private static void AddModule(
        ClrRuntime runtime,
        ClrModule module,
        ClrAppDomain domain,
        Dictionary<ulong, string> names
    )
    {
        foreach (var (table, _) in module.EnumerateTypeDefToMethodTableMap())
        {
            if (runtime.GetTypeByMethodTable(table) is not { } type)
                continue;
            foreach (var field in type.StaticFields)
            {
                if (field.IsObjectReference && field.GetAddress(domain) is > 0 and var address)
                    names[address] = StaticNames.Of(type, field);
            }
        }
    }
}
