using System.Globalization;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>Processes as /proc shows them.</summary>
internal static class ProcessTree
{
    /// <summary>Ids of all processes that descend from one, without it.</summary>
    public static IReadOnlyList<int> Below(int root)
    {
        var parents = Directory
            .GetDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Select(id => (Id: id, Parent: Stat(id)?.Parent))
            .ToArray();
        var found = new List<int> { root };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(parents.Where(p => p.Parent == found[i]).Select(p => p.Id));
        }

        return [.. found.Skip(1)];
    }

    /// <summary>
    /// True while a process runs; one that ended but was not collected by its parent yet (a zombie) does not.
    /// </summary>
    public static bool IsAlive(int id) => Stat(id) is { State: not 'Z' };

    private static (char State, int Parent)? Stat(int id)
    {
        try
        {
            // "id (name) state parent ...": the name may hold spaces and parentheses.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
