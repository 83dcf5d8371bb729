using System.Diagnostics;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.HeapReading;

/// <summary>
/// Reads in a process of its own, whose memory is the machine's again afterwards, and whose crash is only a snapshot
/// that is missing.
/// </summary>
/// <param name="command">Gives the start of <see cref="HeapReaderProgram"/>.</param>
public sealed class ChildHeapReader(Func<ProcessStartInfo> command) : IHeapReader
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public HeapAnswer Read(HeapQuestion question)
    {
        var (answer, problem) = AskedProcess.Ask(
            command(),
            question,
            (AskedJson.Default.HeapQuestion, AskedJson.Default.HeapAnswer),
            Within
        );
        return answer ?? new HeapAnswer { Problem = $"reading it {problem}" };
    }
}
