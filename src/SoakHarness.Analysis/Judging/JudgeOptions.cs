using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>What the judge is told.</summary>
public sealed record JudgeOptions
{
    /// <summary>
    /// Growth under this is not worth failing. Byte units apply to bytes; counts have a bar of their own.
    /// </summary>
    public MinGrowth MinGrowth { get; init; } = new VerdictSpec().MinGrowth;

    /// <summary>Seconds of warm-up to leave out; null when not known: then a share is left out.</summary>
    public double? WarmUpUntil { get; init; }

    /// <summary>Values read after the load ended: whether the growth falls back when idle.</summary>
    public IReadOnlyList<double> Drained { get; init; } = [];

    /// <summary>At what its process fails; null when not known.</summary>
    public Ceiling? Ceiling { get; init; }

    /// <summary>What rates are counted by, as <see cref="Recording.Work"/>.</summary>
    public string Work { get; init; } = "request";

    /// <summary>True when the series is known to have been as open before: no time is named then.</summary>
    internal bool Recedes { get; init; }
}
