using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Metadata;

/// <summary>Modules as people know them.</summary>
internal static class ModuleNames
{
    /// <summary>The assembly's name, or what it is where it has none, as what follows the word assembly.</summary>
    internal static string Of(ClrModule module) =>
        (module.AssemblyName ?? module.Name) is { Length: > 0 } name ? Path.GetFileName(name)
        : module.IsDynamic ? "made at run time"
        : "loaded from memory";
}
