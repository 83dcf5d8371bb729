using SoakHarness.Load.Thresholds;

namespace SoakHarness.CSharp;

/// <summary>
/// What must hold for the run to pass, in the words of the scenario file, so that a recording can be judged again.
/// </summary>
public sealed class Threshold
{
    private Threshold(string text) => Text = text;

    /// <summary>The expression.</summary>
    public string Text { get; }

    /// <summary>A threshold on whole iterations or on a metric of the target.</summary>
    /// <param name="expression">E.g. <c>p99 &lt; 250ms</c>, <c>fail-rate &lt; 1%</c>, <c>allocated-per-request &lt;
    /// 4KiB</c>.</param>
    /// <param name="abortWhenErrorCount">The run ends once so many checks, one a second, have found it not kept; at least
    /// 1. Null: it is checked when the run is over. Only for what is measured of the load.</param>
    /// <param name="startCheckAfter">Load of this time after the warm-up does not count. Null: all of it counts. Only for
    /// what is measured of the load.</param>
    /// <exception cref="ArgumentException">It is no threshold; the message says how to write one.</exception>
    public static Threshold Create(string expression, int? abortWhenErrorCount = null, TimeSpan? startCheckAfter = null)
    {
        var from = startCheckAfter is { } after
            ? FormattableString.Invariant($" from {after.TotalSeconds:0.###}s")
            : "";
        var abort = abortWhenErrorCount switch
        {
            null => "",
            1 => " or abort",
            { } count => FormattableString.Invariant($" or abort after {count}"),
        };
        return ThresholdParser.Parse(expression + from + abort, out var problem) is { } threshold
            ? new Threshold(threshold.Text)
            : throw new ArgumentException(problem, nameof(expression));
    }

    /// <summary>A threshold on a step.</summary>
    /// <param name="stepName">Name of the step.</param>
    /// <param name="expression">E.g. <c>mean &lt;= 80ms</c>.</param>
    /// <param name="abortWhenErrorCount">The run ends once so many checks, one a second, have found it not kept; at least
    /// 1. Null: it is checked when the run is over.</param>
    /// <param name="startCheckAfter">Load of this time after the warm-up does not count. Null: all of it counts.</param>
    /// <exception cref="ArgumentException">It is no threshold; the message says how to write one.</exception>
    public static Threshold Create(
        string stepName,
        string expression,
        int? abortWhenErrorCount = null,
        TimeSpan? startCheckAfter = null
    ) => Create($"step {stepName}: {expression}", abortWhenErrorCount, startCheckAfter);
}
