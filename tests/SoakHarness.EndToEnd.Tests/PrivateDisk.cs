using System.Diagnostics;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// A small disk that only one command sees: a tmpfs in a mount namespace of its own, which ends with the command.
/// </summary>
internal static class PrivateDisk
{
    private static readonly string[][] Ways =
    [
        ["unshare", "--mount"],
        ["unshare", "--user", "--map-root-user", "--mount"],
        ["sudo", "-n", "unshare", "--mount"],
    ];

    /// <summary>The first way that may mount here; null when none may.</summary>
    internal static string[]? Way { get; } =
        Ways.FirstOrDefault(way => Run([.. way, "sh", "-c", "mount -t tmpfs tmpfs /mnt"]).ExitCode == 0);

    /// <summary>Runs a shell script with a disk mounted.</summary>
    /// <param name="folder">Where it is mounted.</param>
    /// <param name="size">Its size, e.g. <c>12m</c>.</param>
    /// <param name="script">What to run.</param>
    internal static SoakOutput Run(string folder, string size, string script) =>
        Run([.. Way!, "sh", "-c", $"mount -t tmpfs -o size={size} tmpfs '{folder}' && {script}"]);

    private static SoakOutput Run(string[] command)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command[0], command[1..])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new SoakOutput(process.ExitCode, output, errors.Result);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return new SoakOutput(-1, "", missing.Message);
        }
    }
}
