namespace SoakHarness.Collection.Heaps;

/// <summary>The place of a static or thread-static field.</summary>
/// <param name="Address">Address of the slot.</param>
/// <param name="Field">The field in words.</param>
internal readonly record struct StaticSlot(ulong Address, string Field);
