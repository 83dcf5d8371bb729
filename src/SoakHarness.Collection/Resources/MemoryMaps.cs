using System.Globalization;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.Resources;

/// <summary>
/// Private memory by what it is mapped for, from <c>/proc/PID/smaps</c>. Pure. The heap of a garbage collector is left
/// out: its metrics count it.
/// </summary>
internal static class MemoryMaps
{
    private const ulong ArenaSize = 64UL << 20;
    private const ulong SmallestStack = 128UL << 10;

    /// <summary>Nothing but a garbage collector reserves so much at once.</summary>
    private const ulong Reserve = 1UL << 30;
    private const ulong GoHeap = 0xc000000000;

    /// <summary>Bytes of private dirty memory by name, those that were swapped out included.</summary>
    /// <param name="smaps">Content of the file.</param>
    internal static IReadOnlyDictionary<string, long> Sum(string smaps)
    {
        var maps = Parse(smaps);
        var collected = Collected(maps);
        var sums = new Dictionary<string, long>();
        for (var i = 0; i < maps.Count; i++)
        {
            if (maps[i].Private == 0 || collected[i])
                continue;
            var name = Name(maps, i);
            sums[name] = sums.GetValueOrDefault(name) + maps[i].Private;
        }

        return sums;
    }

    private static string Name(List<Map> maps, int i) =>
        maps[i].Path switch
        {
            "[heap]" => "malloc's main heap",
            "[stack]" => "stacks of threads",
            "" when IsArena(maps, i) => "malloc's arenas of threads",
            "" when IsStack(maps, i) => "stacks of threads",
            "" => "anonymous mappings: large malloc blocks or a runtime's own",
            _ when maps[i].Path.StartsWith("/memfd:doublemapper", StringComparison.Ordinal) =>
                "generated code of .NET and its tables",
            _ => maps[i].Path.StartsWith('/') ? $"mapped file {maps[i].Path}" : maps[i].Path,
        };

    /// <summary>An arena begins at a multiple of 64 MiB and has the rest of those reserved behind it.</summary>
    private static bool IsArena(List<Map> maps, int i) =>
        maps[i].Start % ArenaSize == 0
        && (
            maps[i].Length == ArenaSize
            || Follows(maps, i + 1) && !maps[i + 1].IsOpen && maps[i + 1].End - maps[i].Start == ArenaSize
        );

    /// <summary>A stack has a small closed map below it.</summary>
    private static bool IsStack(List<Map> maps, int i) =>
        maps[i].IsOpen
        && maps[i].Length >= SmallestStack
        && Follows(maps, i)
        && maps[i - 1] is { IsOpen: false, Length: <= SmallestStack };

    private static bool Follows(List<Map> maps, int i) =>
        i > 0 && i < maps.Count && maps[i].Start == maps[i - 1].End && maps[i].Path.Length == 0;

    /// <summary>
    /// Marks runs of anonymous maps, one directly behind the other, that hold a huge reservation or are Go's.
    /// </summary>
    private static bool[] Collected(List<Map> maps)
    {
        var marks = new bool[maps.Count];
        for (var first = 0; first < maps.Count; )
        {
            var end = first + 1;
            while (Follows(maps, end))
                end++;
            var run = maps.GetRange(first, end - first);
            var isCollected =
                run[0].Path.Length == 0
                && (run[0].Start == GoHeap || run.Exists(map => !map.IsOpen && map.Length >= Reserve));
            Array.Fill(marks, isCollected, first, end - first);
            first = end;
        }

        return marks;
    }

    private static List<Map> Parse(string smaps)
    {
        var maps = new List<Map>();
        foreach (var line in smaps.Split('\n'))
        {
            if (line.StartsWith("Private_Dirty:", StringComparison.Ordinal) && maps.Count > 0)
                maps[^1] = maps[^1] with { Private = ProcFiles.Kilobytes(line, "Private_Dirty") ?? 0 };
            else if (line.StartsWith("Swap:", StringComparison.Ordinal) && maps.Count > 0)
                maps[^1] = maps[^1] with { Private = maps[^1].Private + (ProcFiles.Kilobytes(line, "Swap") ?? 0) };
            else if (line.Length > 0 && char.IsAsciiHexDigitLower(line[0]) && Head(line) is { } map)
                maps.Add(map);
        }

        return maps;
    }

    private static Map? Head(string line)
    {
        var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        return
            fields.Length >= 5
            && fields[0].Split('-') is [var from, var to]
            && Hex(from) is { } start
            && Hex(to) is { } end
            ? new Map(start, end, fields[1][0] == 'r', fields.Length > 5 ? fields[5].Trim() : "", 0)
            : null;
    }

    private static ulong? Hex(string text) =>
        ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : null;

    private readonly record struct Map(ulong Start, ulong End, bool IsOpen, string Path, long Private)
    {
        internal ulong Length => End - Start;
    }
}
