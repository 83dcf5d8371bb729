using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Heaps;

/// <summary>The slots of static and thread-static fields.</summary>
internal static class StaticSlots
{
    /// <summary>True for a field whose slot refers to an object: to its value, or to the box of a struct.</summary>
    internal static bool Refer(ClrField field) => !field.IsPrimitive;

    /// <summary>What a slot refers to; the null object where there is no slot, or nothing in it.</summary>
    /// <param name="runtime">Runtime.</param>
    /// <param name="slot">Address of the slot; 0 for none.</param>
    internal static ClrObject Read(ClrRuntime runtime, ulong slot) =>
        slot != 0 && runtime.DataTarget.DataReader.ReadPointer(slot, out var address)
            ? runtime.Heap.GetObject(address)
            : default;
}
