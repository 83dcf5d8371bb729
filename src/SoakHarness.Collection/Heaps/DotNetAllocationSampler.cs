using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using SoakHarness.Collection.DotNet;
using SoakHarness.Collection.Snapshots;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Samples allocations with their stacks: one sample for about every 100 KB allocated (.NET 10), or one allocation tick
/// on older runtimes. Stacks are named from what the runtime knows of its methods; no symbol files are needed.
/// </summary>
/// <param name="context">What is watched.</param>
public sealed class DotNetAllocationSampler(SidecarContext context) : IAllocationSampler
{
    private const long Sampled = 0x80000000000;
    private const int BufferMegabytes = 128;
    private const double MeanDistance = 102_400;
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);
    private int _number;

    /// <inheritdoc />
    public async Task<SnapshotTaken> SampleAsync(TimeSpan length, CancellationToken cancel)
    {
        var file = $"allocations-{++_number}.json";
        var trace = Path.Combine(Path.GetTempPath(), $"soak-{Environment.ProcessId}-{_number}.nettrace");
        try
        {
            if (await RecordAsync(trace, length, cancel) is { } failure)
                return Taken(file, 0, failure);
            var samples = Read(trace);
            AllocationFile.Write(Path.Combine(context.Options.Folder, file), samples);
            var problem =
                samples.Count == 0
                    ? "no allocation was sampled; runtimes before .NET 10 do not sample them, so that no allocation site is named"
                    : "";
            return Taken(file, samples.Sum(s => s.Samples), problem);
        }
        finally
        {
            File.Delete(trace);
            File.Delete(Path.ChangeExtension(trace, ".etlx"));
        }
    }

    private async Task<string?> RecordAsync(string trace, TimeSpan length, CancellationToken cancel)
    {
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        opening.CancelAfter(TimeSpan.FromSeconds(5));
        EventPipeSession session;
        try
        {
            session = await Sessions.StartAsync(context.Options.Pid, Configuration(), opening.Token);
        }
        catch (Exception failure)
            when (failure
                    is ServerNotAvailableException
                        or ServerErrorException
                        or IOException
                        or System.Net.Sockets.SocketException
                        or OperationCanceledException
                        or TimeoutException
            )
        {
            return $"allocations could not be sampled: {failure.Message}";
        }

        await using var output = File.Create(trace);
        var copying = session.EventStream.CopyToAsync(output, CancellationToken.None);
        await Task.WhenAny(Task.Delay(length, cancel), copying);
        using var stopping = new CancellationTokenSource(StopWithin);
        await Task.WhenAny(StopAsync(session, stopping.Token), Task.Delay(StopWithin, CancellationToken.None));
        await Task.WhenAny(copying, Task.Delay(StopWithin, CancellationToken.None));
        session.Dispose();
        return copying.IsCompletedSuccessfully
            ? null
            : "allocation sampling did not end in order: the target was gone or suspended";
    }

    private static EventPipeSessionConfiguration Configuration() =>
        new(
            [new EventPipeProvider(Providers.Runtime, EventLevel.Informational, Sampled)],
            BufferMegabytes,
            requestRundown: true,
            requestStackwalk: true
        );

    private static async Task StopAsync(EventPipeSession session, CancellationToken cancel)
    {
        try
        {
            await session.StopAsync(cancel);
        }
        catch (Exception gone)
            when (gone
                    is ServerNotAvailableException
                        or ServerErrorException
                        or IOException
                        or System.Net.Sockets.SocketException
                        or OperationCanceledException
                        or TimeoutException
            )
        {
            // The target ended meanwhile; the copy ends with its stream.
            await Task.Yield();
        }
    }

    private static List<AllocationSample> Read(string trace)
    {
        var found = new Dictionary<(string Type, string Stack), (int Samples, double Bytes)>();
        using var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(trace));
        foreach (var data in log.Events.Where(e => e is AllocationSampledTraceData or GCAllocationTickTraceData))
        {
            var (type, bytes) = data switch
            {
                AllocationSampledTraceData sampled => (sampled.TypeName, Estimate(sampled.ObjectSize)),
                GCAllocationTickTraceData tick => (tick.TypeName, tick.AllocationAmount64),
                _ => ("", 0),
            };
            var key = (type, string.Join('\n', Frames(data.CallStack())));
            var (samples, sum) = found.GetValueOrDefault(key);
            found[key] = (samples + 1, sum + bytes);
        }

        return
        [
            .. found
                .Select(f => new AllocationSample(f.Key.Type, f.Key.Stack.Split('\n'), f.Value.Samples, f.Value.Bytes))
                .OrderByDescending(s => s.Bytes)
                .Take(2000),
        ];
    }

    /// <summary>
    /// Each byte is sampled with equal chance, so that large objects are seen more often: their weight is size /
    /// P(seen).
    /// </summary>
    private static double Estimate(long size) => size / (1 - Math.Exp(-size / MeanDistance));

    private static IEnumerable<string> Frames(TraceCallStack? stack)
    {
        const int deepest = 60;
        var frames = 0;
        for (var at = stack; at is not null && frames < deepest; at = at.Caller)
        {
            var method = at.CodeAddress.FullMethodName;
            if (string.IsNullOrEmpty(method))
                continue;
            frames++;
            yield return MethodNames.Short(method);
        }
    }

    private SnapshotTaken Taken(string file, int samples, string problem) =>
        new(context.Target, context.Now)
        {
            File = problem.Length > 0 ? "" : file,
            Format = "allocations",
            Label = file,
            Objects = samples,
            IsComplete = problem.Length == 0,
            Note = problem,
        };
}
