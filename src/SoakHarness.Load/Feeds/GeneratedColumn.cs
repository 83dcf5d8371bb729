using System.Globalization;

namespace SoakHarness.Load.Feeds;

/// <summary>What a placeholder <c>${soak.…}</c> stands for: a value that is made, not read from a file.</summary>
/// <param name="Kind">What is made.</param>
/// <param name="Size">Largest number of <c>random(N)</c>, letters of <c>text(N)</c>; 0 for the others.</param>
public readonly record struct GeneratedColumn(GeneratedKind Kind, int Size = 0)
{
    /// <summary>The feed that no scenario may call its own.</summary>
    public const string Feed = "soak";

    private const string Random = "soak.random(";
    private const string Text = "soak.text(";
    private const int MostLetters = 1_000_000;

    /// <summary>What may be written, for messages.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["soak.uuid", "soak.number", "soak.random(N)", "soak.text(N)", "soak.now"];

    /// <summary>The names as they are written in a request.</summary>
    public static string Placeholders { get; } = string.Join(", ", Names.Select(name => $"${{{name}}}"));

    /// <summary>Reads a placeholder.</summary>
    /// <param name="name">Text between the braces, as <c>soak.uuid</c> or <c>soak.random(1000)</c>.</param>
    /// <returns>
    /// The column; null when it is none, or its N is not from 1 to 2,147,483,647 (of a text 1,000,000).
    /// </returns>
    public static GeneratedColumn? Parse(string name) =>
        name switch
        {
            "soak.uuid" => new(GeneratedKind.Uuid),
            "soak.number" => new(GeneratedKind.Number),
            "soak.now" => new(GeneratedKind.Now),
            _ => Sized(name, Random, GeneratedKind.Random, int.MaxValue)
                ?? Sized(name, Text, GeneratedKind.Text, MostLetters),
        };

    private static GeneratedColumn? Sized(string name, string before, GeneratedKind kind, int most) =>
        name.StartsWith(before, StringComparison.Ordinal)
        && name.EndsWith(')')
        && int.TryParse(name.AsSpan(before.Length..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size > 0
        && size <= most
            ? new GeneratedColumn(kind, size)
            : null;
}
