using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Heaps;

/// <summary>The types a runtime has loaded, with the domain of their static fields.</summary>
internal static class LoadedTypes
{
    /// <summary>All that can be read.</summary>
    internal static IEnumerable<(ClrAppDomain Domain, ClrType Type)> Of(ClrRuntime runtime) =>
        from domain in runtime.AppDomains
        from module in domain.Modules
        from entry in module.EnumerateTypeDefToMethodTableMap()
        let type = runtime.GetTypeByMethodTable(entry.MethodTable)
        where type is not null
        select (domain, type);
}
