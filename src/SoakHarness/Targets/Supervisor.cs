using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SoakHarness.Targets;

/// <summary>
/// The process between the harness and a target. It exists so that no target outlives the harness: it leads a process
/// group of its own, starts the target in it, and kills the whole group when its standard input ends, however the
/// harness ended. Lifecycle: reads one <see cref="LaunchRequest"/> line, starts the target, writes <see
/// cref="LaunchStatus"/>; a line <c>stop</c> asks the group to end (SIGTERM); the end of the input kills it. When the
/// target exits, its status is written, what is left of the group is killed, and the supervisor ends.
/// </summary>
public static class Supervisor
{
    /// <summary>The line that asks the target to end.</summary>
    public const string StopLine = "stop";

    /// <summary>Runs the supervisor until the target has ended or the input ends.</summary>
    /// <param name="input">Standard input: the request, then orders.</param>
    /// <param name="statusFile">File that receives the status as JSON, replaced at every change.</param>
    /// <returns>0; the target's own exit is in the status.</returns>
    public static async Task<int> RunAsync(TextReader input, string statusFile)
    {
        var line = await input.ReadLineAsync();
        if (line is null)
            return 0;
        var request = JsonSerializer.Deserialize<LaunchRequest>(line)!;
        var group = ProcessGroup.LeadOwn();
        using var ignoreTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var ignoreInterrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            context => context.Cancel = true
        );
        using var ignoreHangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);

        using var target = Start(request, out var problem);
        if (target is null)
        {
            LaunchStatus.Write(statusFile, new LaunchStatus(0, null, problem));
            return 0;
        }

        LaunchStatus.Write(statusFile, new LaunchStatus(target.Id, null, null));
        var exit = target.WaitForExitAsync();
        var orders = ObeyAsync(input, group);
        await Task.WhenAny(exit, orders);
        if (exit.IsCompleted)
            LaunchStatus.Write(statusFile, new LaunchStatus(target.Id, target.ExitCode, null));
        else
            target.Kill(entireProcessTree: true);
        ProcessGroup.Kill(group);
        return 0;
    }

    private static Process? Start(LaunchRequest request, out string? problem)
    {
        var start = new ProcessStartInfo(request.Arguments[0], request.Arguments.Skip(1))
        {
            WorkingDirectory = request.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in request.Environment)
            start.Environment[name] = value;
        try
        {
            var target = Process.Start(start)!;
            target.StandardInput.Close();
            problem = null;
            return target;
        }
        catch (Win32Exception failure)
        {
            problem = string.Create(
                CultureInfo.InvariantCulture,
                $"{request.Arguments[0]} cannot be started: {failure.Message}"
            );
            return null;
        }
    }

    private static async Task ObeyAsync(TextReader input, int group)
    {
        while (await input.ReadLineAsync() is { } order)
        {
            if (order == StopLine)
                ProcessGroup.AskToEnd(group);
        }
    }
}
