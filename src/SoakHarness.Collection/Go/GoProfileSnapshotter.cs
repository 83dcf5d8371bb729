using SoakHarness.Collection.Snapshots;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Go;

/// <summary>Keeps heap and goroutine profiles in the run's folder, as <c>go tool pprof</c> reads them.</summary>
internal sealed class GoProfileSnapshotter(SidecarContext context, GoDebug debug) : IHeapSnapshotter
{
    private const string Goroutines = "/debug/pprof/goroutine";
    private const string Heap = "/debug/pprof/heap?gc=1";

    /// <summary>
    /// Has the target write a profile of each kind, which nobody keeps. What a process allocates once for its first
    /// profile (tables of gzip, pooled buffers: 10 to 30 KB with Go 1.19) would otherwise come as a step of its floor
    /// in mid-run. What fails here is told when a profile is to be kept.
    /// </summary>
    internal async Task PrimeAsync(CancellationToken cancel)
    {
        await debug.GetAsync(Goroutines, cancel);
        await debug.GetAsync(Heap, cancel);
    }

    public async Task<SnapshotTaken> TakeAsync(string label, CancellationToken cancel)
    {
        context.Write(await KeepAsync(label, "goroutine", Goroutines, cancel));
        return await KeepAsync(label, "heap", Heap, cancel);
    }

    private async Task<SnapshotTaken> KeepAsync(string label, string kind, string path, CancellationToken cancel)
    {
        var file = Path.Combine("profiles", $"{kind}-{label}.pb.gz");
        var (body, problem) = await debug.GetAsync(path, cancel);
        problem ??= Pprof.Problem(body!);
        if (problem is null)
        {
            Directory.CreateDirectory(Path.Combine(context.Options.Folder, "profiles"));
            await File.WriteAllBytesAsync(Path.Combine(context.Options.Folder, file), body!, cancel);
        }
        else if (!cancel.IsCancellationRequested)
        {
            context.Report(
                RunEventKind.Problem,
                $"The {kind} profile `{label}` cannot be kept ({problem}); functions are named from the others."
            );
        }

        return new SnapshotTaken(context.Target, context.Now)
        {
            File = problem is null ? file : "",
            Format = $"pprof-{kind}",
            Label = label,
            Bytes = body?.Length ?? 0,
            IsComplete = problem is null,
            Note = problem ?? "",
        };
    }
}
