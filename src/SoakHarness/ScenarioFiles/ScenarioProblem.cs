using System.Globalization;

namespace SoakHarness.ScenarioFiles;

/// <summary>One thing that is wrong in a scenario file.</summary>
/// <param name="File">The file as the reader was asked for it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Key">Path of the key, <c>load.simulations[0].inject.rate</c>; empty for the whole file.</param>
/// <param name="Message">What is wrong and what was expected.</param>
public sealed record ScenarioProblem(string File, int Line, int Column, string Key, string Message)
{
    /// <summary>The nearest right key or value; null when none is near.</summary>
    public string? Nearest { get; init; }

    /// <summary>The problem in one line: <c>file:line:column: key: message. Did you mean "x"?</c></summary>
    public override string ToString()
    {
        var key = Key.Length == 0 ? "" : $"{Key}: ";
        var hint = Nearest is null ? "" : $" Did you mean \"{Nearest}\"?";
        var end = Message.EndsWith('?') ? "" : ".";
        return string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {key}{Message}{end}{hint}");
    }
}
