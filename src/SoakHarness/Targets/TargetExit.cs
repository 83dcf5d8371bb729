using System.Globalization;

namespace SoakHarness.Targets;

/// <summary>How a target ended.</summary>
/// <param name="ExitCode">Exit code, 128 + signal when a signal ended it; null when it is not known.</param>
/// <param name="IsOutOfMemory">True when the kernel killed it for want of memory.</param>
/// <param name="Problem">Why it could not be started or watched; null otherwise.</param>
/// <param name="Cause">What it printed about why it dies; null when it printed nothing of the kind.</param>
internal sealed record TargetExit(
    int? ExitCode,
    bool IsOutOfMemory = false,
    string? Problem = null,
    string? Cause = null
)
{
    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [15] = "SIGTERM",
    };

    /// <summary>
    /// The end in words, to follow "the target"; "out-of-memory" is in them when it ended for want of memory.
    /// </summary>
    public override string ToString() =>
        Cause is null ? Ended()
        : LastWords.IsOutOfMemory(Cause) ? $"ended out-of-memory: it {Ended()}, having printed \"{Cause}\""
        : $"{Ended()}, having printed \"{Cause}\"";

    private string Ended() =>
        this switch
        {
            { Problem: { } problem } => problem,
            { IsOutOfMemory: true } => "was out-of-memory killed",
            { ExitCode: null } => "has exited",
            { ExitCode: > 128 and < 160 } => string.Create(
                CultureInfo.InvariantCulture,
                $"was ended by signal {ExitCode - 128}{(Signals.TryGetValue(ExitCode.Value - 128, out var name) ? $" ({name})" : "")}"
            ),
            _ => string.Create(CultureInfo.InvariantCulture, $"exited with code {ExitCode}"),
        };
}
