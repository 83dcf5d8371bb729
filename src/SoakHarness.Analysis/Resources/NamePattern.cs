using System.Text.RegularExpressions;

namespace SoakHarness.Analysis.Resources;

/// <summary>Names that differ only by a number or a random part, as one pattern.</summary>
internal static partial class NamePattern
{
    /// <summary>
    /// The group of a name: paths by folder and extension, anything else by its words; numbers do not count.
    /// </summary>
    internal static string Group(string name)
    {
        var slash = name.LastIndexOf('/');
        if (!name.StartsWith("file ", StringComparison.Ordinal) || slash < 0)
            return Numbers().Replace(name, "*");
        var dot = name.LastIndexOf('.');
        return Numbers().Replace(name[..slash], "*") + "/" + (dot > slash ? name[dot..] : "");
    }

    /// <summary>What all names of a group have in common, with <c>*</c> for what differs.</summary>
    internal static string Of(IReadOnlyList<string> names)
    {
        if (names.Distinct().Take(2).Count() == 1)
            return names[0];
        var shortest = names.Min(name => name.Length);
        var prefix = 0;
        while (prefix < shortest && names.All(name => name[prefix] == names[0][prefix]))
            prefix++;
        var suffix = 0;
        while (suffix < shortest - prefix && names.All(name => name[^(suffix + 1)] == names[0][^(suffix + 1)]))
            suffix++;
        // A number or a random part that happens to begin or end alike differs as a whole.
        var (head, tail) = (
            names[0][..prefix].TrimEnd("0123456789".ToCharArray()),
            names[0][^suffix..].TrimStart("0123456789".ToCharArray())
        );
        return head + "*" + tail;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9]+")]
    private static partial Regex Numbers();
}
