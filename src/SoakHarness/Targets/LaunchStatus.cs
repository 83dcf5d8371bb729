using System.Text.Json;

namespace SoakHarness.Targets;

/// <summary>What became of a started target.</summary>
/// <param name="Pid">Process id; 0 when it could not be started.</param>
/// <param name="ExitCode">Exit code, 128 + signal when a signal ended it; null while it runs.</param>
/// <param name="Problem">Why it could not be started; null when it was.</param>
internal sealed record LaunchStatus(int Pid, int? ExitCode, string? Problem)
{
    /// <summary>Replaces the status file in one step, so that a reader never sees half of it.</summary>
    internal static void Write(string path, LaunchStatus status)
    {
        var next = path + ".next";
        File.WriteAllText(next, JsonSerializer.Serialize(status));
        File.Move(next, path, overwrite: true);
    }

    /// <summary>The status, or null when there is none yet.</summary>
    internal static LaunchStatus? Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<LaunchStatus>(File.ReadAllText(path)) : null;
}
