using System.Globalization;
using System.Text.RegularExpressions;

namespace SoakHarness.Load.Feeds;

/// <summary>What stands behind the dot of <c>${soak.…}</c>: a value that is made, not read from a file.</summary>
/// <param name="Kind">What is made.</param>
/// <param name="Size">Largest number of <c>random(N)</c>, letters of <c>text(N)</c>; 0 for the others.</param>
public readonly partial record struct GeneratedColumn(GeneratedKind Kind, int Size = 0)
{
    /// <summary>The feed that no scenario may call its own.</summary>
    public const string Feed = "soak";

    private const int MostLetters = 1_000_000;

    /// <summary>What may be written, for messages.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["soak.uuid", "soak.number", "soak.random(N)", "soak.text(N)", "soak.now"];

    /// <summary>Reads a column.</summary>
    /// <param name="name">Text behind the dot, as <c>uuid</c> or <c>random(1000)</c>.</param>
    /// <returns>
    /// The column; null when it is none, or its N is not from 1 to 2,147,483,647 (of a text 1,000,000).
    /// </returns>
    public static GeneratedColumn? Parse(string name) =>
        name switch
        {
            "uuid" => new(GeneratedKind.Uuid),
            "number" => new(GeneratedKind.Number),
            "now" => new(GeneratedKind.Now),
            _ => Sized(name),
        };

    private static GeneratedColumn? Sized(string name)
    {
        var match = Pattern().Match(name);
        var kind = match.Groups["kind"].Value == "text" ? GeneratedKind.Text : GeneratedKind.Random;
        return
            int.TryParse(match.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size is > 0
            && (kind == GeneratedKind.Random || size <= MostLetters)
            ? new GeneratedColumn(kind, size)
            : null;
    }

    [GeneratedRegex(@"\A(?<kind>random|text)\((?<size>[0-9]+)\)\z")]
    private static partial Regex Pattern();
}
