namespace SoakHarness.ScenarioFiles;

/// <summary>Finds the word somebody meant.</summary>
public static class Nearest
{
    private const int Short = 4;

    /// <summary>
    /// The candidate with the fewest edits to a word, when few enough: a third of its length, at least 2, or 1 for a
    /// word of at most four letters. Otherwise the only candidate that begins with the word, when that has four letters
    /// or more.
    /// </summary>
    /// <param name="word">Word as written; case, underscores and camel case do not count as edits.</param>
    /// <param name="candidates">Right words.</param>
    /// <returns>The nearest candidate (the first of equals), or null when none is near.</returns>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        var written = Plain(word);
        var all = candidates.Distinct().ToArray();
        var best = all.Select(candidate => (candidate, edits: Edits(written, Plain(candidate))))
            .OrderBy(c => c.edits)
            .FirstOrDefault();
        return
            best.candidate is not null
            && best.edits <= (written.Length <= Short ? 1 : Math.Max(2, written.Length / 3))
            && best.edits < Math.Max(written.Length, 1)
            ? best.candidate
            : Begun(written, all);
    }

    /// <summary>True when two words differ in case, dashes and underscores at most.</summary>
    /// <param name="word">First word.</param>
    /// <param name="other">Second word.</param>
    public static bool IsSame(string word, string other) => Plain(word) == Plain(other);

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one word into another.</summary>
    /// <param name="from">First word.</param>
    /// <param name="to">Second word.</param>
    public static int Edits(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            table[i, 0] = i;
        }

        for (var j = 0; j <= to.Length; j++)
        {
            table[0, j] = j;
        }

        for (var cell = 0; cell < from.Length * to.Length; cell++)
        {
            Fill(table, (from, to), (cell / to.Length) + 1, (cell % to.Length) + 1);
        }

        return table[from.Length, to.Length];
    }

    private static string? Begun(string written, string[] candidates)
    {
        var longer =
            written.Length < Short
                ? []
                : candidates.Where(c => Plain(c).StartsWith(written, StringComparison.Ordinal)).ToArray();
        return longer.Length == 1 ? longer[0] : null;
    }

    private static void Fill(int[,] table, (string From, string To) words, int i, int j)
    {
        var (from, to) = words;
        var replace = table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        table[i, j] = Math.Min(replace, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
        if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        {
            table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
        }
    }

    private static string Plain(string word) =>
        new([.. word.Where(c => c is not ('-' or '_' or ' ')).Select(char.ToLowerInvariant)]);
}
