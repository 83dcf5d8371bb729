using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.HeapReading;

/// <summary>A GC handle that refers to an object.</summary>
/// <param name="Address">Address of the handle.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Object">What it refers to; the key of a dependent one.</param>
/// <param name="Dependent">What a dependent one keeps with its key; 0 for other kinds.</param>
internal readonly record struct HeldHandle(ulong Address, ClrHandleKind Kind, ulong Object, ulong Dependent)
{
    /// <summary>The same as the runtime's data access library has it.</summary>
    internal static HeldHandle Of(ClrHandle handle) =>
        new(handle.Address, handle.HandleKind, handle.Object.Address, handle.Dependent.Address);
}
