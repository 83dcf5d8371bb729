using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Metadata;

/// <summary>Modules as people know them.</summary>
internal static class ModuleNames
{
    /// <summary>The assembly's name, or what kind of module it is where it has none.</summary>
    internal static string Of(ClrModule module) =>
        (module.AssemblyName ?? module.Name) is { Length: > 0 } name ? Path.GetFileName(name)
        : module.IsDynamic ? "a dynamic assembly"
        : "an assembly loaded from memory";
}
