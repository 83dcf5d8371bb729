using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Resources;

/// <summary>
/// Lays native memory that leaks to objects of the heap that leak and are known to have some: who mends those mends
/// both.
/// </summary>
public static class NativeParts
{
    // By the simple name of a type of the framework's.
    private static readonly string[] WithNativeMemory =
    [
        "RuntimeAssembly",
        "RuntimeAssemblyBuilder",
        "RuntimeModule",
        "AssemblyLoadContext",
        "LoaderAllocator",
        "DynamicMethod",
        "Thread",
        "BrotliStream",
        "DeflateStream",
        "GZipStream",
        "ZLibStream",
        "SqliteConnection",
        "X509Certificate2",
    ];

    /// <summary>
    /// The suspect with the heap's as its likely cause; as it is where there is none, or it is no memory.
    /// </summary>
    /// <param name="suspect">What grows outside the heap.</param>
    /// <param name="heap">Suspects of the heap, the largest first.</param>
    public static Suspect Lay(Suspect suspect, IReadOnlyList<Suspect> heap) =>
        suspect is { Metric: "native-memory", AllocationSite: [] } && heap.FirstOrDefault(HasSome) is { } owner
            ? suspect with
            {
                Cause = $"Each {owner.Type} has native memory as well, and they leak: it goes when they go.",
            }
            : suspect;

    private static bool HasSome(Suspect heap) =>
        heap.Metric == "live-heap"
        && TypeNames.IsFramework(heap.Type)
        && WithNativeMemory.Contains(TypeNames.Simple(heap.Type));
}
