namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Whose execution context keeps the values of an <c>AsyncLocal</c>. The way to it goes through whatever wakes that
/// method up, a timer or another service's loop: those have nothing to do with it.
/// </summary>
internal static class ExecutionContexts
{
    /// <summary>Its type.</summary>
    internal const string Type = "System.Threading.ExecutionContext";

    private const double Most = 0.5;

    /// <summary>
    /// The application's async method that has the one context above most of the instances; null where each has one of
    /// its own, or no such method has it.
    /// </summary>
    internal static string? MethodOf(HeapView view, int[] instances)
    {
        var contexts = instances.Select(instance => Above(view, instance)).Where(node => node >= 0);
        var most = contexts.CountBy(node => node).OrderByDescending(seen => seen.Value).FirstOrDefault();
        if (most.Value <= Most * instances.Length)
            return null;
        return view
            .Order.Where(node => view.References(node).Contains(most.Key))
            .Select(node => MethodWords.OfAsync(view.TypeName(node)))
            .OfType<string>()
            .FirstOrDefault(view.Own.IsUserMethod);
    }

    private static int Above(HeapView view, int instance)
    {
        var at = view.Parent[instance];
        while (at >= 0 && view.TypeName(at) != Type)
            at = view.Parent[at];
        return at;
    }
}
