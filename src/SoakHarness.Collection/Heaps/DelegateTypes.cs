using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Heaps;

/// <summary>Delegates by what they derive from: an application declares its own.</summary>
internal static class DelegateTypes
{
    private const string Ancestor = "System.MulticastDelegate";

    /// <summary>Those of some types, by id, that are delegates.</summary>
    internal static IEnumerable<ulong> Of(ClrRuntime runtime, IEnumerable<ulong> types) =>
        types.Where(id => IsDelegate(runtime.GetTypeByMethodTable(id)));

    // All delegates are sealed and derive from it directly.
    private static bool IsDelegate(ClrType? type) => type?.BaseType?.Name == Ancestor;
}
