using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.HeapReading;

/// <summary>
/// A process all of whose threads stand still, until disposal. Begun, used and ended on one thread: the kernel takes
/// orders from that one only. Should this process end meanwhile, the kernel lets the other one go on. The stop of
/// a process that this one has started would be news to <see cref="Process"/> and hide the end of others from it: let a
/// process of its own do that.
/// </summary>
internal sealed class StoppedProcess : IDisposable
{
    private const int ByOurInterrupt = 128;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(2);

    // Threads that stand still, each with the signal that it was to get at that moment; 0 for none.
    private readonly Dictionary<int, int> _threads = [];
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>Stops a process.</summary>
    /// <param name="pid">Process.</param>
    /// <exception cref="InvalidOperationException">It may not be stopped, or a thread of it does not stand still within
    /// two seconds; it runs on.</exception>
    internal StoppedProcess(int pid)
    {
        try
        {
            var seen = new HashSet<int>();
            while (Threads(pid).Where(seen.Add).ToArray() is { Length: > 0 } running)
            {
                foreach (var thread in running)
                    Interrupt(thread);
                foreach (var thread in running.Where(_threads.ContainsKey))
                    Await(thread);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>For how long it has stood still.</summary>
    internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(_since);

    public void Dispose()
    {
        foreach (var (thread, signal) in _threads)
        {
            // One that was given up can be let go as soon as it stands still.
            while (Ptrace.Call(Ptrace.Detach, thread, 0, signal) != 0 && Exists(thread) && Elapsed < 2 * Within)
                Thread.Yield();
        }

        _threads.Clear();
    }

    private static IEnumerable<int> Threads(int pid) =>
        Directory
            .EnumerateDirectories(FormattableString.Invariant($"/proc/{pid}/task"))
            .Select(thread => int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture));

    private static bool Exists(int thread) => Directory.Exists(FormattableString.Invariant($"/proc/{thread}"));

    private void Interrupt(int thread)
    {
        if (Ptrace.Call(Ptrace.Seize, thread, 0, 0) == 0)
        {
            _threads[thread] = 0;
            _ = Ptrace.Call(Ptrace.Interrupt, thread, 0, 0);
        }
        else if (Marshal.GetLastPInvokeError() is not Ptrace.NoSuchThread and var error)
        {
            throw new InvalidOperationException(
                $"the process may not be stopped: {Marshal.GetPInvokeErrorMessage(error)}"
            );
        }
    }

    private void Await(int thread)
    {
        while (!TargetThreads.IsStopped(thread) && Exists(thread))
        {
            if (Elapsed > Within)
                throw new InvalidOperationException(
                    "the process does not stand still: a thread waits for the kernel, or for a processor"
                );
            Thread.Yield();
        }

        if (Ptrace.Call(Ptrace.GetSignal, thread, 0, out var why) != 0)
            _threads.Remove(thread);
        else if (why.Code >> 8 != ByOurInterrupt)
            _threads[thread] = why.Signal;
    }
}
