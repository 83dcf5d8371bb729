using System.Runtime.InteropServices;

namespace SoakHarness.Load.Engine;

/// <summary>
/// Waits for a moment of the monotonic clock: on Linux by an absolute timer of nanosecond grain, elsewhere by sleeping.
/// </summary>
internal static partial class PreciseWait
{
    private const int ClockMonotonic = 1;
    private const int AbsoluteTime = 1;
    private const int SetTimerSlack = 29;
    private const double LongestSleep = 0.1;

    /// <summary>
    /// Asks for the smallest timer slack for the calling thread; without it Linux adds 50 us to every wait.
    /// </summary>
    internal static void Sharpen()
    {
        if (OperatingSystem.IsLinux())
            _ = Prctl(SetTimerSlack, 1, 0, 0, 0);
    }

    /// <summary>Waits until a moment, but at most a tenth of a second, so that the caller can look around.</summary>
    /// <param name="seconds">How long, from now.</param>
    internal static void For(double seconds)
    {
        if (seconds <= 0)
            return;
        seconds = Math.Min(seconds, LongestSleep);
        if (!OperatingSystem.IsLinux())
        {
            Thread.Sleep(TimeSpan.FromSeconds(seconds));
            return;
        }

        _ = ClockGetTime(ClockMonotonic, out var at);
        var nanoseconds = at.Nanoseconds + (long)(seconds * 1e9);
        at = new TimeSpec(at.Seconds + nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
        _ = ClockNanoSleep(ClockMonotonic, AbsoluteTime, in at, 0);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Prctl(int option, ulong value, ulong unused3, ulong unused4, ulong unused5);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanoSleep(int clock, int flags, in TimeSpec time, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
