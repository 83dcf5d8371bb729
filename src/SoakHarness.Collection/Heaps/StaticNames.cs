using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Heaps;

/// <summary>Static fields as people write them.</summary>
internal static class StaticNames
{
    /// <summary>Class, field and assembly, e.g. <c>Shop.Cache.s_items in Shop.dll</c>.</summary>
    internal static string Of(ClrType type, ClrField field) =>
        $"{TypeSpelling.Of(type.Name ?? "?")}.{Property(field.Name ?? "?")}"
        + (Path.GetFileName(type.Module.Name) is { Length: > 0 } assembly ? $" in {assembly}" : "");

    /// <summary>The same for a field of which each thread has its own.</summary>
    internal static string OfThread(ClrType type, ClrField field) => $"thread-static {Of(type, field)}";

    /// <summary>Class and field, e.g. <c>Shop.Broadcaster.Changed</c> for the field of an event.</summary>
    internal static string OfInstance(ClrInstanceField field) =>
        $"{TypeSpelling.Of(field.ContainingType.Name ?? "?")}.{Property(field.Name ?? "?")}";

    /// <summary>The property where the compiler made the field of one.</summary>
    private static string Property(string field) =>
        field.StartsWith('<') && field.EndsWith(">k__BackingField", StringComparison.Ordinal)
            ? field[1..field.IndexOf('>')]
            : field;
}
