namespace SoakHarness.Model.Recordings;

/// <summary>
/// Who was measured. Every entry of a recording carries one, so that several sidecars and generators fit in one
/// recording.
/// </summary>
/// <param name="Role">Part played in the run.</param>
/// <param name="Host">Host name.</param>
/// <param name="Process">Process name.</param>
/// <param name="Pid">Process id; 0 when there is none.</param>
/// <param name="Replica">Replica or generator number, from 0.</param>
public sealed record Source(SourceRole Role, string Host, string Process, int Pid, int Replica = 0);
