namespace SoakHarness.Collection.Metadata;

/// <summary>A field by where it stands.</summary>
/// <param name="Holder">Address of the object that has it.</param>
/// <param name="Target">Address of what it refers to.</param>
public sealed record FieldPlace(ulong Holder, ulong Target);
