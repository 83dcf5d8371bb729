namespace SoakHarness.Runs;

/// <summary>
/// Tells a process that hangs from one that is busy. It counts beats that were missed, not time: while the whole
/// machine was suspended nobody missed one. Safe for two threads.
/// </summary>
/// <param name="patience">Beats that may be missed in a row.</param>
internal sealed class Heartbeat(int patience)
{
    private const int NotYet = -1;
    private int _missed = NotYet;

    /// <summary>The process told something; before the first time it may take as long as it likes.</summary>
    internal void Heard() => Volatile.Write(ref _missed, 0);

    /// <summary>A beat was due.</summary>
    /// <returns>True when too many are missing.</returns>
    internal bool Due() => Volatile.Read(ref _missed) != NotYet && Interlocked.Increment(ref _missed) > patience;
}
