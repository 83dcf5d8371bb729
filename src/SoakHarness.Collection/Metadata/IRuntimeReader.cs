namespace SoakHarness.Collection.Metadata;

/// <summary>
/// Reads a .NET process's own metadata and objects, which runs on meanwhile: what is read may be torn, and everything
/// read is a bonus.
/// </summary>
public interface IRuntimeReader
{
    /// <summary>Asks; a failure is the answer's problem, never an exception.</summary>
    /// <param name="pid">Process.</param>
    /// <param name="question">What is wanted of it.</param>
    RuntimeAnswer Ask(int pid, RuntimeQuestion question);
}
