namespace SoakHarness.Reports.Html;

/// <summary>One line of a chart.</summary>
/// <param name="Label">Label.</param>
/// <param name="Colour">Name of a colour in <c>report.js</c>.</param>
/// <param name="Times">Seconds, ascending.</param>
/// <param name="Values">As many values.</param>
/// <param name="HasPoints">True to mark each point.</param>
internal sealed record ChartLine(string Label, string Colour, double[] Times, double[] Values, bool HasPoints = false)
{
    /// <summary>True for an edge of a band: filled between, with no line and no legend of its own.</summary>
    internal bool IsEdge { get; init; }

    /// <summary>True for points that no line joins: nothing lies between them.</summary>
    internal bool IsScattered { get; init; }

    /// <summary>
    /// Where the line is broken: from the last point of a process to the first of the one that followed it.
    /// </summary>
    internal IReadOnlyList<(double From, double To)> Breaks { get; init; } = [];

    /// <summary>Dash pattern; null for a solid line.</summary>
    internal int[]? Dash { get; init; }
}
