namespace SoakHarness.Collection.Metadata;

/// <summary>What a thread-static field refers to.</summary>
/// <param name="Address">Address of the object.</param>
/// <param name="Type">Its type id.</param>
/// <param name="Field">The field in words.</param>
public sealed record ThreadStatic(ulong Address, ulong Type, string Field);
