using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Go;

/// <summary>
/// Says once that something cannot be read, with what to do, and records the gap when it can be read again.
/// </summary>
/// <param name="context">Whom to tell.</param>
/// <param name="what">What is missing, e.g. <c>Memory statistics</c>.</param>
/// <param name="advice">What to do about it.</param>
internal sealed class Outage(SidecarContext context, string what, string advice)
{
    private double? _since;
    private string _problem = "";

    /// <summary>True while it cannot be read.</summary>
    internal bool IsOut => _since is not null;

    /// <summary>It cannot be read.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="instead">What to do about this problem instead of the usual; null for the usual.</param>
    internal void Fail(string problem, string? instead = null)
    {
        if (_problem != problem)
            context.Report(RunEventKind.Problem, $"{what} cannot be read ({problem}). {instead ?? advice}");
        _problem = problem;
        _since ??= context.Now;
    }

    /// <summary>It was read.</summary>
    internal void Work()
    {
        if (_since is { } since)
            context.Report(
                RunEventKind.Gap,
                FormattableString.Invariant($"{what} are read again after {context.Now - since:0.0} s ({_problem}).")
            );
        _since = null;
        _problem = "";
    }
}
