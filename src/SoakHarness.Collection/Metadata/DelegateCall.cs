namespace SoakHarness.Collection.Metadata;

/// <summary>What a delegate calls.</summary>
/// <param name="Type">Type id of the object at its address now; 0 when there is none.</param>
/// <param name="Target">Address of the object it calls a method of; 0 for none.</param>
/// <param name="Method">Class and method; null when it is no delegate or calls several.</param>
public sealed record DelegateCall(ulong Type, ulong Target, string? Method);
