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
    /// <exception cref="ArgumentException">It is no threshold; the message says how to write one.</exception>
    public static Threshold Create(string expression) =>
        ThresholdParser.Parse(expression, out var problem) is { } threshold
            ? new Threshold(threshold.Text)
            : throw new ArgumentException(problem, nameof(expression));

    /// <summary>A threshold on a step.</summary>
    /// <param name="stepName">Name of the step.</param>
    /// <param name="expression">E.g. <c>mean &lt;= 80ms</c>.</param>
    /// <exception cref="ArgumentException">It is no threshold; the message says how to write one.</exception>
    public static Threshold Create(string stepName, string expression) => Create($"step {stepName}: {expression}");
}
