using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Proc;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Reads the sampled allocations of a recorded session, and the starts of threads and loads of assemblies, which are
/// too few and too small to be sampled: each is an event of its own, and is counted.
/// </summary>
internal static class AllocationTrace
{
    private const double MeanDistance = 102_400;
    private const int MostKept = 2000;
    private const int Deepest = 60;
    private const int ThreadCreating = 70;
    private const int AssemblyLoad = 154;
    private const string Thread = "System.Threading.Thread";
    private const string Assembly = "System.Reflection.RuntimeAssembly";

    /// <summary>The samples, by type and stack, most bytes first.</summary>
    /// <param name="trace">File of the session.</param>
    /// <param name="pid">The target, in whose files the lines are looked for.</param>
    internal static IReadOnlyList<AllocationSample> Read(string trace, int pid)
    {
        using var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(trace));
        var events = log.Events.Where(e =>
            e is AllocationSampledTraceData or GCAllocationTickTraceData || IsCounted(e)
        );
        var seen = new Dictionary<(string Type, CallStackIndex Stack, bool IsCounted), (int Samples, double Bytes)>();
        foreach (var data in events)
        {
            var (type, bytes) = data switch
            {
                AllocationSampledTraceData sampled => (sampled.TypeName, Estimate(sampled.ObjectSize)),
                GCAllocationTickTraceData tick => (tick.TypeName, tick.AllocationAmount64),
                ThreadStartWorkTraceData => (Thread, 0),
                _ => (Assembly, 0),
            };
            var key = (TypeSpelling.Of(type), data.CallStackIndex(), IsCounted(data));
            var (samples, sum) = seen.GetValueOrDefault(key);
            seen[key] = (samples + 1, sum + bytes);
        }

        var frames = FramesOf(log, trace, pid, [.. seen.Keys.Select(key => key.Stack).Distinct()]);
        return
        [
            .. seen.GroupBy(s => (s.Key.Type, Stack: string.Join('\n', frames[s.Key.Stack]), s.Key.IsCounted))
                .Select(g => new AllocationSample(
                    g.Key.Type,
                    g.Key.Stack.Split('\n'),
                    g.Sum(s => s.Value.Samples),
                    g.Sum(s => s.Value.Bytes)
                ))
                .OrderByDescending(s => s.Bytes)
                .Take(MostKept),
        ];
    }

    /// <summary>The rundown tells of assemblies too, by events of its own.</summary>
    private static bool IsCounted(TraceEvent data) =>
        (
            data is ThreadStartWorkTraceData && (int)data.ID == ThreadCreating
            || data is AssemblyLoadUnloadTraceData && (int)data.ID == AssemblyLoad
        )
        && data.CallStackIndex() != CallStackIndex.Invalid;

    /// <summary>
    /// Each byte is sampled with equal chance, so that large objects are seen more often: their weight is size /
    /// P(seen).
    /// </summary>
    private static double Estimate(long size) => size / (1 - Math.Exp(-size / MeanDistance));

    private static Dictionary<CallStackIndex, string[]> FramesOf(
        TraceLog log,
        string trace,
        int pid,
        CallStackIndex[] stacks
    )
    {
        var calls = stacks.ToDictionary(stack => stack, stack => Calls(log, stack).ToArray());
        var code = JittedCode.Read(trace, calls.Values.SelectMany(c => c).Select(c => c.Address).Distinct());
        using var lines = new SourceLines(TargetRoot.Of(pid), SingleFile.Of($"/proc/{pid}/exe"));
        var names = new Dictionary<ulong, string>();
        foreach (var call in calls.Values.SelectMany(c => c).DistinctBy(c => c.Address))
        {
            var line = code.Find(call.Address) is var (assembly, token, offset)
                ? lines.Of(assembly, token, offset)
                : null;
            names[call.Address] = MethodNames.Short(call.FullMethodName) + (line is null ? "" : $" in {line}");
        }

        return calls.ToDictionary(c => c.Key, c => c.Value.Select(call => names[call.Address]).ToArray());
    }

    private static IEnumerable<TraceCodeAddress> Calls(TraceLog log, CallStackIndex stack)
    {
        var frames = 0;
        for (var at = log.CallStacks[stack]; at is not null && frames < Deepest; at = at.Caller)
        {
            if (string.IsNullOrEmpty(at.CodeAddress.FullMethodName))
                continue;
            frames++;
            yield return at.CodeAddress;
        }
    }
}
