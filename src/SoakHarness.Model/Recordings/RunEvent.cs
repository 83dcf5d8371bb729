namespace SoakHarness.Model.Recordings;

/// <summary>Something that happened: a phase began, a gap in the samples, a restart, a problem.</summary>
/// <param name="Source">Whom it concerns.</param>
/// <param name="Time">Seconds since the run's origin.</param>
/// <param name="Kind">What kind of event.</param>
/// <param name="Text">One sentence, or the phase's name.</param>
public sealed record RunEvent(Source Source, double Time, RunEventKind Kind, string Text) : Entry(Source, Time)
{
    /// <summary>How a problem begins that says why nothing of a .NET target's heap could be read.</summary>
    public const string NoDiagnostics = "The .NET diagnostics of process ";
}
