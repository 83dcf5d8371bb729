using System.Globalization;
using System.Text;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// One spelling of generic types for both of the runtime's: <c>A`2[X,Y]</c> and <c>A&lt;X,Y&gt;</c> are
/// <c>A&lt;X, Y&gt;</c>. Arguments stand behind the type that declares them.
/// </summary>
internal static class TypeSpelling
{
    /// <summary>The type in that spelling.</summary>
    internal static string Of(string type)
    {
        var at = 0;
        return type.AsSpan().IndexOfAny('`', ',') < 0 && !type.Contains('[') ? type : Read(type, ref at);
    }

    /// <summary>Reads one type up to what ends it as an argument.</summary>
    private static string Read(string type, ref int at)
    {
        var text = new StringBuilder();
        var places = new Queue<(int Place, int Count)>();
        var depth = 0;
        while (at < type.Length && (depth > 0 || type[at] is not (',' or ']')))
        {
            var next = type[at];
            depth +=
                next == '<' ? 1
                : next == '>' ? -1
                : 0;
            if (next == '`')
                places.Enqueue((text.Length, Arity(type, ref at)));
            else if (next == '[' && depth == 0 && at + 1 < type.Length && type[at + 1] is not (']' or ',' or '*'))
                Insert(text, places, Arguments(type, ref at));
            else if (next == '[')
                text.Append(Rank(type, ref at));
            else
                text.Append(Plain(type, ref at));
        }

        return text.ToString();
    }

    /// <summary>A character as it is; a comma with one space.</summary>
    private static string Plain(string type, ref int at)
    {
        var next = type[at++];
        if (next != ',')
            return next.ToString();
        while (at < type.Length && type[at] == ' ')
            at++;
        return ", ";
    }

    private static string Rank(string type, ref int at)
    {
        var end = type.IndexOf(']', at);
        var rank = end < 0 ? type[at..] : type[at..(end + 1)];
        at += rank.Length;
        return rank;
    }

    private static int Arity(string type, ref int at)
    {
        var start = ++at;
        while (at < type.Length && char.IsAsciiDigit(type[at]))
            at++;
        return int.TryParse(type.AsSpan(start, at - start), CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    private static List<string> Arguments(string type, ref int at)
    {
        var found = new List<string>();
        do
        {
            at++;
            while (at < type.Length && type[at] == ' ')
                at++;
            found.Add(Read(type, ref at));
        } while (at < type.Length && type[at] == ',');
        at++;
        return found;
    }

    private static void Insert(StringBuilder text, Queue<(int Place, int Count)> places, List<string> arguments)
    {
        var (taken, shift) = (0, 0);
        while (places.TryDequeue(out var place))
        {
            var count = places.Count == 0 ? arguments.Count - taken : Math.Min(place.Count, arguments.Count - taken);
            var words = $"<{string.Join(", ", arguments.Skip(taken).Take(count))}>";
            text.Insert(place.Place + shift, words);
            (taken, shift) = (taken + count, shift + words.Length);
        }

        if (taken == 0)
            text.Append('<').AppendJoin(", ", arguments).Append('>');
    }
}
