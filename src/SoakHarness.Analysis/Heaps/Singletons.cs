namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Finds the service on a path that goes through the dependency injection container or the host: what stands above it
/// is the same for every service and says nothing.
/// </summary>
internal static class Singletons
{
    private const string Container = "Microsoft.Extensions.DependencyInjection.";
    private const int FewOfIt = 2;
    private const string Prefix = "the singleton service ";
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>
    /// Which step is the service: what follows the last of the container's steps that leads to one. Scopes that a
    /// service keeps are the container's too, and are below it.
    /// </summary>
    /// <param name="types">Types from the root down, of single objects that hold most of the instances.</param>
    /// <returns>Its index; null where the path goes through no container, or ends in it.</returns>
    internal static int? On(IReadOnlyList<string> types)
    {
        for (var at = types.Count - 1; at >= 0; at--)
        {
            if (IsContainer(types[at]) && After(types, at) is { } service)
                return service;
        }

        return null;
    }

    /// <summary>
    /// The first step after a container's that is no collection; null where that is a container's as well.
    /// </summary>
    private static int? After(IReadOnlyList<string> types, int container)
    {
        for (var at = container + 1; at < types.Count; at++)
        {
            if (IsContainer(types[at]))
                return null;
            if (!IsBetween(types[at]))
                return at;
        }

        return null;
    }

    /// <summary>
    /// The objects that are singleton services: those that the container keeps, of types of which there are few, since
    /// it keeps the services of scopes alike.
    /// </summary>
    internal static HashSet<int> In(HeapView view)
    {
        var services = new HashSet<int>();
        foreach (var type in view.Heap.Types.Where(IsContainer))
        {
            foreach (var container in view.InstancesOf(type))
            {
                foreach (var kept in view.References(container))
                {
                    var name = view.TypeName(kept);
                    if (!IsContainer(name) && !IsBetween(name) && !IsHost(name) && view.Of(name).Instances <= FewOfIt)
                        services.Add(kept);
                }
            }
        }

        return services;
    }

    /// <summary>The service in words.</summary>
    internal static string Words(string type) => Prefix + type;

    /// <summary>The type of a service that is given in words; anything else as it is.</summary>
    internal static string TypeIn(string words) =>
        words.StartsWith(Prefix, StringComparison.Ordinal) ? words[Prefix.Length..] : words;

    /// <summary>True for what leads to the services of an application: its host, and what runs that.</summary>
    internal static bool IsHost(string type) =>
        type == "Microsoft.AspNetCore.Builder.WebApplication"
        || type.Contains("Microsoft.Extensions.Hosting.", StringComparison.Ordinal)
        || IsContainer(type);

    /// <summary>The host, the container's own types, and the framework's collections of them.</summary>
    private static bool IsContainer(string type) =>
        type == Host
        || type.StartsWith(Container, StringComparison.Ordinal)
        || IsBetween(type) && type.Contains(Container, StringComparison.Ordinal);

    /// <summary>What containers keep their services in.</summary>
    private static bool IsBetween(string type) =>
        type.StartsWith("System.Collections.", StringComparison.Ordinal)
        || type.StartsWith("System.Func<", StringComparison.Ordinal)
        || type.StartsWith("System.Lazy<", StringComparison.Ordinal)
        || type.EndsWith("[]", StringComparison.Ordinal)
        || TypeNames.IsPlumbing(type);
}
