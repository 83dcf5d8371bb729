using System.Text;
using System.Text.RegularExpressions;

namespace SoakHarness.Load.Journeys;

/// <summary>A text with <c>${name}</c> placeholders.</summary>
internal sealed partial class Template
{
    private readonly string[] _literals;
    private readonly string[] _names;
    private readonly Func<string, string> _escape;

    /// <param name="text">The text.</param>
    /// <param name="escape">Makes a value safe where it goes.</param>
    internal Template(string text, Func<string, string> escape)
    {
        // Split by a pattern with one group gives literal, name, literal, …, literal.
        var parts = Placeholder().Split(text);
        _literals = [.. parts.Where((_, i) => i % 2 == 0)];
        _names = [.. parts.Where((_, i) => i % 2 == 1)];
        _escape = escape;
    }

    /// <summary>True when there is nothing to fill in.</summary>
    internal bool IsPlain => _names.Length == 0;

    /// <summary>The text with its values.</summary>
    /// <param name="values">Gives the value of a name; null when it has none.</param>
    /// <exception cref="MissingValueException">A name has no value.</exception>
    internal string Fill(Func<string, string?> values)
    {
        if (IsPlain)
            return _literals[0];
        var text = new StringBuilder(_literals[0]);
        for (var i = 0; i < _names.Length; i++)
            text.Append(_escape(values(_names[i]) ?? throw new MissingValueException(_names[i])))
                .Append(_literals[i + 1]);
        return text.ToString();
    }

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
