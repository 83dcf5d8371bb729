using System.Diagnostics;
using System.Globalization;
using Microsoft.Diagnostics.Runtime;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Collection;
using SoakHarness.Collection.HeapReading;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;

// heap-benchmark OBJECTS [events|stopped|dump]: a process of its own holds so many objects of 100 bytes on average; two
// snapshots are taken of it, 1 % apart, in the way that is chosen for it or the one given, and suspects are named.
var invariant = CultureInfo.InvariantCulture;
if (args is ["hold", var held])
{
    var kept = Hold.Fill(int.Parse(held, invariant));
    Console.WriteLine("ready");
    while (Console.ReadLine() is not null)
    {
        Hold.Grow(kept, int.Parse(held, invariant) / 100);
        Console.WriteLine("grown");
    }

    GC.KeepAlive(kept);
    return;
}

// As in a run: the heap of a stopped process is read in a process of its own.
if (args is ["read"])
{
    await HeapReaderProgram.RunAsync(Console.In, Console.Out);
    await Console.Error.WriteLineAsync(string.Create(invariant, $"  peak of the reader {Peak():0} MB"));
    return;
}

var objects = args.Length > 0 ? args[0] : "1000000";
SnapshotWay? way = args.Length > 1 ? Enum.Parse<SnapshotWay>(args[1], ignoreCase: true) : null;
var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Own(), "hold", objects])
{
    RedirectStandardInput = true,
    RedirectStandardOutput = true,
};
using var target = Process.Start(start)!;
target.StandardOutput.ReadLine();
var folder = Directory.CreateTempSubdirectory("soak-heap-bench-").FullName;
try
{
    var context = new SidecarContext(
        new SidecarOptions
        {
            Pid = target.Id,
            Recording = "",
            Folder = folder,
            Origin = Stopwatch.GetTimestamp(),
        },
        new Nowhere(),
        _ => { }
    )
    {
        HeapReader = new ChildHeapReader(() => new ProcessStartInfo(Environment.ProcessPath!, [.. Own(), "read"])),
    };
    var snapshotter = new DotNetHeapSnapshotter(context, () => target.WorkingSet64) { Way = way };
    var stages = new List<HeapStage>();
    for (var i = 0; i < 2; i++)
    {
        var (watch, used) = (Stopwatch.StartNew(), Cpu());
        var taken = await snapshotter.TakeAsync($"s{i}", CancellationToken.None);
        Console.WriteLine(
            string.Create(
                invariant,
                $"snapshot {i}: {taken.Objects} objects, {taken.Bytes / 1e6:0} MB, complete {taken.IsComplete} {taken.Note}, pause {taken.PauseMs:0} ms, {watch.Elapsed.TotalSeconds:0.00} s ({Cpu() - used:0.00} CPU-s), file {new FileInfo(Path.Combine(folder, taken.File)).Length / 1e6:0.0} MB"
            )
        );
        watch.Restart();
        var file = Path.Combine(folder, taken.File);
        stages.Add(new HeapStage(() => HeapSnapshotFile.Read(file), i, 100 * i) { Objects = taken.Objects });
        Console.WriteLine(string.Create(invariant, $"  peak of this process {Peak():0} MB"));
        target.StandardInput.WriteLine();
        target.StandardOutput.ReadLine();
    }

    var (finding, before) = (Stopwatch.StartNew(), Cpu());
    var suspects = SuspectFinder.Find(stages, AllocationWindow.None);
    Console.WriteLine(
        string.Create(
            invariant,
            $"suspects in {finding.Elapsed.TotalSeconds:0.00} s ({Cpu() - before:0.00} CPU-s): {suspects[0].Type} held by {suspects[0].Holder}; peak of this process {Peak():0} MB"
        )
    );
    var walking = Stopwatch.StartNew();
    using var attached = DataTarget.AttachToProcess(target.Id, suspend: true, null);
    var version = attached.ClrVersions[0];
    using var runtime = version.CreateRuntime(
        Path.Combine(Path.GetDirectoryName(version.ModuleInfo.FileName)!, "libmscordaccore.so"),
        ignoreMismatch: true
    );
    var (count, references) = (0L, 0L);
    foreach (var found in runtime.Heap.EnumerateObjects())
    {
        count++;
        references += found.EnumerateReferences().Count();
    }

    Console.WriteLine(
        string.Create(
            invariant,
            $"ClrMD, attached, target suspended for all of it: {count} objects and {references} references in {walking.Elapsed.TotalSeconds:0.00} s"
        )
    );
}
finally
{
    target.Kill();
    Directory.Delete(folder, recursive: true);
}

static string[] Own() =>
    Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [Environment.GetCommandLineArgs()[0]] : [];

static double Cpu() => Environment.CpuUsage.TotalTime.TotalSeconds;

static double Peak() => Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;

/// <summary>Takes entries and forgets them.</summary>
internal sealed class Nowhere : IRecordingSink
{
    public void Write(Entry entry) => Debug.Assert(entry is not null, "entries of a benchmark are not kept");
}
