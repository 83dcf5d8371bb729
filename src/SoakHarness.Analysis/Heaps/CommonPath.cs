namespace SoakHarness.Analysis.Heaps;

/// <summary>The shortest paths from the roots that most of some instances have in common, step by step.</summary>
internal sealed class CommonPath
{
    private const double Most = 0.5;
    private const int Sampled = 50;

    private readonly HeapView _view;
    private readonly List<int>[] _paths;

    private CommonPath(HeapView view, List<int>[] paths) => (_view, _paths) = (view, paths);

    /// <summary>The objects of one of them, from the root down to the instance.</summary>
    internal List<int> Nodes => _paths[0];

    /// <summary>True when most have each a root of their own.</summary>
    internal bool HasOwnRoots =>
        _paths.Length > 1 && _paths.Select(path => path[0]).Distinct().Count() > Most * _paths.Length;

    /// <summary>The step that is a service, where the way comes from the container; null where it does not.</summary>
    internal int? Service =>
        Singletons.On([.. Nodes.SkipLast(1).Select(_view.TypeName)]) is { } at && IsOfAll(at) ? at : null;

    /// <summary>The last step that is a singleton service, wherever the way comes from; null where none is.</summary>
    internal int? LastService
    {
        get
        {
            var at = Nodes.Count - 2;
            while (at >= 0 && !(_view.Services.Contains(Nodes[at]) && IsOfAll(at)))
                at--;
            return at < 0 ? null : at;
        }
    }

    /// <summary>Finds it; null where no root reaches them.</summary>
    internal static CommonPath? To(HeapView view, int[] instances)
    {
        // From all over the heap: neighbours have their own way in common, such as the end of a list they stand at.
        var sample = instances.Where((_, i) => i % Math.Max(1, instances.Length / Sampled) == 0);
        var most = sample
            .Select(view.Paths.To)
            .Where(path => path.Count > 0)
            .GroupBy(path => string.Join('\n', HolderPath.Steps(view, path[..^1])) + view.Roots.Of(path[0]))
            .MaxBy(group => group.Count());
        return most is null ? null : new CommonPath(view, [.. most]);
    }

    private bool IsOfAll(int step) => Array.TrueForAll(_paths, path => step < path.Count && path[step] == Nodes[step]);
}
