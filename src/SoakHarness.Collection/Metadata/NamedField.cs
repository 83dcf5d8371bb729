namespace SoakHarness.Collection.Metadata;

/// <summary>What stands at a <see cref="FieldPlace"/>.</summary>
/// <param name="HolderType">Type id of the object there now; 0 when there is none.</param>
/// <param name="Name">Class and field; null when no field refers to the target.</param>
public sealed record NamedField(ulong HolderType, string? Name);
