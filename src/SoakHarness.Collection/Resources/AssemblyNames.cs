using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.Heaps;

namespace SoakHarness.Collection.Resources;

/// <summary>Names of the assemblies loaded in a .NET process.</summary>
internal static class AssemblyNames
{
    /// <summary>Reads the names, one for each loaded module.</summary>
    /// <param name="pid">Process.</param>
    /// <exception cref="IOException">They cannot be read.</exception>
    internal static IReadOnlyList<string> Read(int pid)
    {
        var names = new List<string>();
        var problem = PassiveRuntime.Read(
            pid,
            suspend: false,
            runtime => names.AddRange(runtime.EnumerateModules().Select(Name))
        );
        return problem is null ? names : throw new IOException(problem);
    }

    private static string Name(ClrModule module) =>
        (module.AssemblyName ?? module.Name) is { Length: > 0 } name ? Path.GetFileName(name)
        : module.IsDynamic ? "a dynamic assembly"
        : "an assembly loaded from memory";
}
