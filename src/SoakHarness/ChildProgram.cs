using SoakHarness.Collection.HeapReading;
using SoakHarness.Collection.Metadata;
using SoakHarness.Targets;

namespace SoakHarness;

/// <summary>
/// Entry point of the harness's own child processes. The library carries it, so that a run works the same from the
/// command line, from a test, and from a single-file scenario.
/// </summary>
internal static class ChildProgram
{
    /// <summary>Role of the process that supervises a target.</summary>
    internal const string Launch = "launch";

    /// <summary>Role of the sidecar.</summary>
    internal const string Collect = "collect";

    /// <summary>Role of the process that reads the metadata of a running target.</summary>
    internal const string ReadMetadata = "read-metadata";

    /// <summary>Role of the process that reads the heap of a process or of a dump.</summary>
    internal const string ReadHeap = "read-heap";

    /// <summary>Reads metadata in such a process.</summary>
    internal static IRuntimeReader Metadata { get; } =
        new ChildRuntimeReader(pid => ChildCommand.Create(ReadMetadata, pid));

    /// <summary>Reads a heap in such a process.</summary>
    internal static IHeapReader Heaps { get; } = new ChildHeapReader(() => ChildCommand.Create(ReadHeap));

    private static async Task<int> Main(string[] args)
    {
        // Console.In blocks its caller even in its asynchronous methods; a reader of our own does not.
        using var input = new StreamReader(Console.OpenStandardInput());
        switch (args)
        {
            case [Launch, var statusFile]:
                return await Supervisor.RunAsync(input, statusFile);
            case [Collect]:
                return await CollectorProgram.RunAsync(input, Console.Out);
            case [ReadMetadata, var pid]:
                return await RuntimeReaderProgram.RunAsync(pid, input, Console.Out);
            case [ReadHeap]:
                return await HeapReaderProgram.RunAsync(input, Console.Out);
            default:
                await Console.Error.WriteLineAsync(
                    "This is the harness's own child process. Use the soak command instead."
                );
                return 2;
        }
    }
}
