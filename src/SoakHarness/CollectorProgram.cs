using System.Text.Json;
using SoakHarness.Collection;
using SoakHarness.Collection.Protocol;
using SoakHarness.Recordings;

namespace SoakHarness;

/// <summary>
/// The sidecar as a process: options in, a recording written, orders and events over its standard streams.
/// </summary>
public static class CollectorProgram
{
    /// <summary>Runs a sidecar whose options are the first line of the input.</summary>
    /// <param name="input">Options as one JSON line, then orders; its end stops the sidecar.</param>
    /// <param name="output">Events.</param>
    /// <returns>Exit code: 0, or 3 when the recording could not be written.</returns>
    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        var line = await input.ReadLineAsync();
        return line is null
            ? 0
            : await RunAsync(JsonSerializer.Deserialize<SidecarOptions>(line)!, input, output, CancellationToken.None);
    }

    /// <summary>Runs a sidecar with the given options.</summary>
    /// <param name="options">What it watches.</param>
    /// <param name="input">Orders; the end stops the sidecar.</param>
    /// <param name="output">Events.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Exit code: 0, or 3 when the recording could not be written.</returns>
    public static async Task<int> RunAsync(
        SidecarOptions options,
        TextReader input,
        TextWriter output,
        CancellationToken cancel
    )
    {
        await using var store = RecordingStore.Open(options.Recording);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var failed = store.Failure.ContinueWith(
            _ => stop.Cancel(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        var context = new SidecarContext(options, store, _ => { })
        {
            Metadata = ChildProgram.Metadata,
            HeapReader = ChildProgram.Heaps,
        };
        await new Sidecar(context, input, output).RunAsync(stop.Token);
        if (!failed.IsCompleted)
            return 0;
        await Console.Error.WriteLineAsync(await store.Failure);
        return 3;
    }
}
