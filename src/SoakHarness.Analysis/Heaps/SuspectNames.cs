namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Which of the types that grow inside each other is named: the application's outermost, else a library's, else what a
/// person knows of the framework's. Whoever holds growth of which there is far more than of himself, as a connection
/// holds streams, is not what is added by each request.
/// </summary>
internal static class SuspectNames
{
    private const double OfOwn = 0.2;
    private const double OfFramework = 0.1;
    private const double Mostly = 0.5;
    private const double Known = 0.4;
    private const double OfEachRequest = 0.3;
    private const int FarMore = 20;

    /// <summary>The type to name.</summary>
    /// <param name="view">Last snapshot.</param>
    /// <param name="group">Types that grow, those with most retained bytes first; not empty.</param>
    internal static TypeGrowth Of(HeapView view, TypeGrowth[] group) =>
        // Delegates only hold.
        Array.FindAll(group, g => !view.IsDelegate(g.Type))
            is { Length: > 0 } held
            ? Of(view.Own, held)
            : Of(view.Own, group);

    /// <summary>True for what explains nothing beside a suspect that has a name.</summary>
    internal static bool SaysNothing(HeapView view, string type, HolderPath holder) =>
        TypeNames.IsPlumbing(type)
        || type == "System.Object[]"
        || !holder.IsOwn() && (IsWaitingForData(type) || TypeNames.IsFramework(type) && view.IsDelegate(type));

    private static TypeGrowth Of(OwnCode own, TypeGrowth[] group) =>
        group.FirstOrDefault(g => own.IsUser(g.Type) && g.Retained > OfOwn * group[0].Retained)
        ?? group.FirstOrDefault(g => TypeNames.IsUser(g.Type) && g.Retained > OfOwn * group[0].Retained)
        ?? OfFrameworks(group)
        ?? group.FirstOrDefault(g => !TypeNames.IsPlumbing(g.Type))
        ?? group[0];

    private static TypeGrowth? OfFrameworks(TypeGrowth[] group)
    {
        var named = Array.FindAll(group, g => HasName(g.Type) && g.Retained > OfFramework * group[0].Retained);
        var most = named
            .Where(g => g.Retained > Mostly * group[0].Retained)
            .Select(g => g.Added)
            .DefaultIfEmpty()
            .Max();
        var added = Array.FindAll(named, g => g.Instances.Estimate >= OfEachRequest || FarMore * g.Added >= most);
        return added is not [var first, ..]
            ? null
            : Array.Find(added, g => !IsInternal(g.Type) && g.Retained > Known * first.Retained) ?? first;
    }

    private static bool HasName(string type) =>
        !TypeNames.IsPlumbing(type)
        && !TypeNames.IsBuffer(type)
        && !TypeNames.IsMadeByCompiler(type)
        && !IsWaitingForData(type);

    /// <summary>True for what stands between a socket and whoever waits for its data.</summary>
    private static bool IsWaitingForData(string type) =>
        type.StartsWith("System.Net.Sockets.SocketAsyncContext", StringComparison.Ordinal)
        || type.StartsWith("System.Net.Sockets.Socket+", StringComparison.Ordinal)
        || type.StartsWith("System.IO.Pipelines.", StringComparison.Ordinal)
        || type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal);

    private static bool IsInternal(string type) => type.Contains(".Internal.", StringComparison.Ordinal);
}
