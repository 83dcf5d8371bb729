using SoakHarness.Collection.Sources;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Proc;

/// <summary>Reads memory, CPU, threads, child processes and handles of a process from /proc.</summary>
internal sealed class ProcSource : ISampleSource
{
    // Linux fixes USER_HZ at 100 for everything it shows to programs.
    private const double TicksPerSecond = 100;

    // Each thread has a list of its own of the children that it started.
    private const int ThreadsAtOnce = 100;
    private readonly SidecarContext _context;
    private readonly string _folder;
    private readonly bool _hasCollector;
    private int _untilChildren;
    private bool _hadChildren;
    private bool _saidDenied;
    private bool _saidHidden;

    /// <summary>Bytes the GC has committed; null where there is no GC or it is not known yet.</summary>
    internal long? Committed { get; set; }

    /// <param name="context">What is watched.</param>
    /// <param name="hasCollector">True when part of the private memory belongs to a garbage collector.</param>
    internal ProcSource(SidecarContext context, bool hasCollector)
    {
        _hasCollector = hasCollector;
        _context = context;
        _folder = $"/proc/{context.Options.Pid}";
    }

    public ValueTask SampleAsync(CancellationToken cancel)
    {
        try
        {
            Sample();
        }
        catch (Exception gone) when (gone is IOException or DirectoryNotFoundException)
        {
            // The process has exited: whoever owns it reports that; there is nothing to read any more.
            _saidDenied = false;
        }
        catch (UnauthorizedAccessException denied)
        {
            if (!_saidDenied)
                _context.Report(
                    RunEventKind.Problem,
                    $"Handles of process {_context.Options.Pid} cannot be read: {denied.Message} Run as its user or as root."
                );
            _saidDenied = true;
        }

        return ValueTask.CompletedTask;
    }

    private void Sample()
    {
        var status = File.ReadAllText($"{_folder}/status");
        if (ProcFiles.Kilobytes(status, "VmRSS") is { } rss)
            _context.Read("rss", rss);
        if (ProcFiles.Number(status, "Threads") is { } threads)
        {
            _context.Read("threads", threads);
            CountChildren(threads);
        }

        if (ProcFiles.CpuTicks(File.ReadAllText($"{_folder}/stat")) is { } ticks)
            _context.Read("cpu", ticks / TicksPerSecond);
        if (ProcFiles.Anonymous(status) is { } anonymous)
            ReadNative(anonymous);
        CountHandles();
    }

    /// <summary>
    /// Without a GC all private memory is native; with one, native memory is known once the GC has told what it
    /// committed.
    /// </summary>
    private void ReadNative(long anonymous)
    {
        _context.Read("anonymous", anonymous);
        if (!_hasCollector)
            _context.Read("native-memory", anonymous);
        else if (Committed is { } committed)
        {
            _context.Read("native-memory", Math.Max(0, anonymous - committed));
            TellHidden(committed - anonymous);
        }
    }

    /// <summary>What the GC holds without having touched it hides as much of other memory.</summary>
    private void TellHidden(long hidden)
    {
        if (hidden <= 0 || _saidHidden)
            return;
        _saidHidden = true;
        var text = FormattableString.Invariant(
            $"native-memory reads 0 where the runtime holds more than is resident, here {hidden / 1e6:0.0} MB: growth outside its heap shows only beyond that."
        );
        _context.Write(new RunEvent(_context.Target, _context.Now, RunEventKind.Note, text));
    }

    /// <summary>
    /// Nothing is told of a process that never had any; of one with many threads only once in several samples.
    /// </summary>
    private void CountChildren(long threads)
    {
        if (--_untilChildren > 0)
            return;
        _untilChildren = 1 + (int)(threads / ThreadsAtOnce);
        var children = ChildProcesses.Of(_context.Options.Pid).Count();
        _hadChildren |= children > 0;
        if (_hadChildren)
            _context.Read("child-processes", children);
    }

    private void CountHandles()
    {
        var handles = 0;
        var sockets = 0;
        foreach (var link in Directory.EnumerateFileSystemEntries($"{_folder}/fd"))
        {
            handles++;
            if (new FileInfo(link).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true)
                sockets++;
        }

        _context.Read("handles", handles);
        _context.Read("sockets", sockets);
    }
}
