using System.Diagnostics;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Dumps;

/// <summary>
/// Reads in a process of its own, whose memory is the machine's again afterwards, and whose crash is only a snapshot
/// that is missing.
/// </summary>
/// <param name="command">Gives the start of <see cref="DumpReaderProgram"/>.</param>
public sealed class ChildDumpReader(Func<ProcessStartInfo> command) : IDumpReader
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public DumpAnswer Read(DumpQuestion question)
    {
        var (answer, problem) = AskedProcess.Ask<DumpQuestion, DumpAnswer>(command(), question, Within);
        return answer ?? new DumpAnswer { Problem = $"reading it {problem}" };
    }
}
