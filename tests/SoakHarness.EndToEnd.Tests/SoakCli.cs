using System.Diagnostics;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>Runs the real <c>soak</c> program in a folder of its own.</summary>
internal static class SoakCli
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    /// <summary>Runs a command to its end; one that hangs is killed with all its children and fails the test.</summary>
    public static Task<SoakOutput> RunAsync(string folder, params string[] arguments) =>
        RunAsync(folder, Deadline, arguments);

    /// <summary>Runs a command that takes long.</summary>
    public static async Task<SoakOutput> RunAsync(string folder, TimeSpan within, string[] arguments)
    {
        using var process = Start(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(within);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"soak {string.Join(' ', arguments)} did not end:\n{await output}{await errors}"
            );
        }

        return new SoakOutput(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a command; its output is redirected and its input is closed.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(folder, [], arguments);

    /// <summary>Starts a command with more in its environment.</summary>
    public static Process Start(
        string folder,
        IEnumerable<KeyValuePair<string, string>> environment,
        string[] arguments
    )
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "soak.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Waits until something holds; fails when it does not within the time, a minute by default.</summary>
    public static async Task EventuallyAsync(Func<bool> holds, string what, TimeSpan? within = null)
    {
        var waiting = Stopwatch.StartNew();
        while (!holds())
        {
            if (waiting.Elapsed > (within ?? TimeSpan.FromMinutes(1)))
            {
                throw new TimeoutException($"Waited in vain for {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
