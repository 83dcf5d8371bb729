using System.Runtime.CompilerServices;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Immediate dominators by the algorithm of Lengauer and Tarjan with path compression. It is nearly linear also where
/// thousands of objects stand one behind the other, as timers and registrations do: repeating until nothing changes
/// takes the square of their number there. Objects are numbered as they were met depth first. They are looked at from
/// the last to the first, so that an array may mean one thing for those that were looked at and another for the rest;
/// a heap has ten millions of them.
/// </summary>
internal sealed class DominatorSearch
{
    private const int None = -1;
    private readonly int[] _above;
    private readonly int[] _starts;
    private readonly int[] _sources;

    // Of what was looked at: the first object met from which a way leads to it through later ones only (Root where a
    // root refers to it); of the rest: the first of a list of those whose number so found it is.
    private readonly int[] _semi;

    // Of what was looked at: the number with the smallest of these on the way up that was walked already.
    private readonly int[] _label;

    // Where each one's sources begin; of what was looked at: the next of its list, and in the end its dominator.
    private readonly int[] _dominator;
    private int[] _way = new int[64];
    private int _lookedAt;

    /// <param name="above">From which each was met; is used up.</param>
    /// <param name="starts">Where the sources of each begin, and where the last ones end; becomes the result.</param>
    /// <param name="sources">What refers to each; <see cref="Dominators.Root"/> for a root.</param>
    /// <param name="room">At least one number for each; is used up.</param>
    internal DominatorSearch(int[] above, int[] starts, int[] sources, int[] room)
    {
        (_above, _starts, _sources, _dominator, _label) = (above, starts, sources, starts, room);
        (_semi, _lookedAt) = (new int[starts.Length - 1], starts.Length - 1);
        Array.Fill(_semi, None);
    }

    /// <summary>Dominators by number; <see cref="Dominators.Root"/> where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int[] Solve()
    {
        var end = _starts[_semi.Length];
        for (var at = _semi.Length - 1; at >= 0; at--)
        {
            var (begin, above) = (_starts[at], _above[at]);
            var semi = Semi(at, _sources.AsSpan(begin..end));
            end = begin;
            (_semi[at], _label[at], _lookedAt) = (semi, at, at);
            if (semi == Dominators.Root)
                _dominator[at] = Dominators.Root;
            else
                (_dominator[at], _semi[semi]) = (_semi[semi], at);
            if (above != Dominators.Root)
                Empty(above);
        }

        for (var at = 0; at < _semi.Length; at++)
        {
            if (_semi[at] != Dominators.Root && _dominator[at] != _semi[at])
                _dominator[at] = _dominator[_dominator[at]];
        }

        return _dominator;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Semi(int at, ReadOnlySpan<int> sources)
    {
        var least = at;
        foreach (var source in sources)
            least = Math.Min(least, source < _lookedAt ? source : _semi[Least(source)]);
        return least;
    }

    /// <summary>
    /// Of those of a list, all below this one now: this one dominates them, or the same as another does, which is
    /// looked up in the end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Empty(int above)
    {
        var next = _semi[above];
        _semi[above] = None;
        while (next != None)
        {
            var (at, least) = (next, Least(next));
            next = _dominator[at];
            _dominator[at] = _semi[least] < _semi[at] ? least : above;
        }
    }

    /// <summary>
    /// The number with the smallest of <see cref="_semi"/> from here up to what was not looked at. The way up is
    /// shortened to its end for the next time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Least(int from)
    {
        var depth = 0;
        var top = from;
        for (; _above[top] >= _lookedAt; top = _above[top])
        {
            if (depth == _way.Length)
                Array.Resize(ref _way, 2 * depth);
            _way[depth++] = top;
        }

        for (var before = top; depth > 0; before = _way[depth])
        {
            var at = _way[--depth];
            _above[at] = _above[before];
            if (_semi[_label[before]] < _semi[_label[at]])
                _label[at] = _label[before];
        }

        return _label[from];
    }
}
