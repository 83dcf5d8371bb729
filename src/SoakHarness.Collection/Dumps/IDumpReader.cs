namespace SoakHarness.Collection.Dumps;

/// <summary>Makes a heap snapshot of a process dump.</summary>
public interface IDumpReader
{
    /// <summary>Reads; a failure is the answer's problem, never an exception.</summary>
    /// <param name="question">Which dump, and where the snapshot goes.</param>
    DumpAnswer Read(DumpQuestion question);
}
