using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>
/// Looks at the floors of a run that still goes on, and says when a leak is certain enough to stop: three looks in a
/// row convict, each after a tenth more floors than the one before, and by then the floor has grown by half of where it
/// began. The beginning of a cache fill is a straight line too, so that stopping early convicts more healthy targets
/// than waiting does; docs/verdicts.md has the measured rate.
/// </summary>
/// <param name="options">What the judge is told at the end of the run.</param>
public sealed class EarlyLooks(JudgeOptions options)
{
    private const int FirstLook = 12;
    private const int InARow = 3;
    private const double NextLook = 1.1;
    private const double LeastGrowth = 0.5;
    private int _next = FirstLook;
    private int _convicted;

    /// <summary>Looks, where it is time to.</summary>
    /// <param name="floors">All floors so far.</param>
    /// <returns>The finding of the look that makes it certain; null as long as nothing is.</returns>
    public MetricFinding? Look(JudgedSeries floors)
    {
        if (floors.Times.Length < _next)
            return null;
        _next = (int)Math.Ceiling(floors.Times.Length * NextLook);
        var finding = SeriesJudge.Judge(floors, options);
        _convicted = finding.Verdict == Verdict.Leak ? _convicted + 1 : 0;
        return _convicted >= InARow && finding.FloorAfter - finding.Base > LeastGrowth * finding.Base ? finding : null;
    }
}
