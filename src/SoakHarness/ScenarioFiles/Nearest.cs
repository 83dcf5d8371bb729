namespace SoakHarness.ScenarioFiles;

/// <summary>Finds the word somebody meant.</summary>
internal static class Nearest
{
    /// <summary>
    /// The candidate with the fewest edits to a word, when few enough: a third of its length, at least 2.
    /// </summary>
    /// <param name="word">Word as written; case, underscores and camel case do not count as edits.</param>
    /// <param name="candidates">Right words.</param>
    /// <returns>The nearest candidate (the first of equals), or null when none is near.</returns>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        var written = Plain(word);
        var best = candidates
            .Select(candidate => (candidate, edits: Edits(written, Plain(candidate))))
            .OrderBy(c => c.edits)
            .FirstOrDefault();
        return
            best.candidate is not null
            && best.edits <= Math.Max(2, written.Length / 3)
            && best.edits < Math.Max(written.Length, 1)
            ? best.candidate
            : null;
    }

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
