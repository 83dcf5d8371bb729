using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Resources;

/// <summary>
/// Lays what leaks outside the heap to objects of the heap that leak as well and have it: threads and assemblies to
/// where theirs are made, native memory to those that are known to have some. Who mends those mends both. And puts all
/// in order.
/// </summary>
public static class HeapOwners
{
    private const double AsMany = 2;
    private static readonly string[] Assemblies = ["RuntimeAssembly", "AssemblyLoadContext", "LoaderAllocator"];

    // By the simple name of a type of the framework's.
    private static readonly string[] WithNativeMemory =
    [
        .. Assemblies,
        "RuntimeAssemblyBuilder",
        "RuntimeModule",
        "DynamicMethod",
        "Thread",
        "BrotliStream",
        "DeflateStream",
        "GZipStream",
        "ZLibStream",
        "SqliteConnection",
        "X509Certificate2",
    ];

    /// <summary>The suspect with what the heap's tells of it; as it is where that tells nothing.</summary>
    /// <param name="suspect">What grows outside the heap.</param>
    /// <param name="heap">Suspects of the heap, the largest first.</param>
    public static Suspect Lay(Suspect suspect, IReadOnlyList<Suspect> heap) =>
        suspect.AllocationSite.Count > 0
            ? suspect
            : suspect.Metric switch
            {
                "native-memory" when Of(WithNativeMemory, heap).FirstOrDefault() is { } owner => suspect with
                {
                    Cause = $"Each {owner.Type} has native memory as well, and they leak: it goes when they go.",
                },
                "threads" => MadeWith(suspect, Of(["Thread"], heap)),
                "assemblies" => MadeWith(suspect, Of(Assemblies, heap)),
                _ => suspect,
            };

    /// <summary>
    /// All suspects, the first one first: those of the heap, unless the heap itself does not leak. Then only such come
    /// first that have what leaks; what else grew in it, a few connections more, does not explain the leak.
    /// </summary>
    /// <param name="heap">Suspects of the heap, the largest first.</param>
    /// <param name="others">Suspects outside it.</param>
    /// <param name="heapLeaks">True when the heap leaks.</param>
    public static IReadOnlyList<Suspect> InOrder(
        IReadOnlyList<Suspect> heap,
        IReadOnlyList<Suspect> others,
        bool heapLeaks
    )
    {
        var comeFirst = heap.ToLookup(one =>
            heapLeaks || one.Metric != "live-heap" || others.Any(other => Has(one, other))
        );
        return [.. comeFirst[true], .. others, .. comeFirst[false]];
    }

    private static bool Has(Suspect owner, Suspect other) =>
        AreAsMany(other, owner) || other.Metric == "native-memory" && Of(WithNativeMemory, [owner]).Any();

    /// <summary>Made where as many objects are made.</summary>
    private static Suspect MadeWith(Suspect suspect, IEnumerable<Suspect> owners) =>
        owners.FirstOrDefault(owner => owner.AllocationSite.Count > 0 && AreAsMany(suspect, owner)) is { } owner
            ? suspect with
            {
                AllocationSite = owner.AllocationSite,
                AllocationNote = owner.AllocationNote,
            }
            : suspect;

    private static bool AreAsMany(Suspect one, Suspect other) =>
        (one.GrowthPerRequest, other.GrowthPerRequest) is ({ Estimate: > 0 } many, { Estimate: > 0 } objects)
        && many.Estimate / objects.Estimate is > 1 / AsMany and < AsMany;

    private static IEnumerable<Suspect> Of(string[] types, IEnumerable<Suspect> heap) =>
        heap.Where(s =>
            s.Metric == "live-heap" && TypeNames.IsFramework(s.Type) && types.Contains(TypeNames.Simple(s.Type))
        );
}
