namespace SoakHarness.Collection.HeapReading;

/// <summary>Makes a heap snapshot of a process dump, or of a process that is stopped for it.</summary>
public interface IHeapReader
{
    /// <summary>Reads; a failure is the answer's problem, never an exception.</summary>
    /// <param name="question">Which one, and where the snapshot goes.</param>
    HeapAnswer Read(HeapQuestion question);
}
