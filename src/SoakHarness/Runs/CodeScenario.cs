using System.Diagnostics;
using SoakHarness.Model.Reports;
using SoakHarness.Targets;

namespace SoakHarness.Runs;

/// <summary>
/// A scenario in C#, a single file: built, then run as a program of its own that prints and exits as <c>soak run</c>
/// does.
/// </summary>
public static class CodeScenario
{
    /// <summary>True for a file with C# code.</summary>
    /// <param name="file">Path.</param>
    public static bool IsCode(string file) => Path.GetExtension(file) == ".cs";

    /// <summary>Builds and runs it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="observer">Is told where the program's runs stand; null for nobody.</param>
    /// <param name="interrupt">Asks the program to end its run early.</param>
    /// <returns>How it ended.</returns>
    public static async Task<Outcome> RunAsync(
        string file,
        IReadOnlyList<string> arguments,
        IRunsObserver? observer,
        CancellationToken interrupt
    )
    {
        if (!File.Exists(file))
            return await FailAsync($"{file}: there is no such file.", Outcome.BadInput);
        try
        {
            var program = await ProjectBuild.BuildFileAsync(Path.GetFullPath(file), interrupt);
            return (Outcome)await ExecuteAsync([.. program, .. arguments], observer, interrupt);
        }
        catch (TargetException broken)
        {
            return await FailAsync(broken.Message, Outcome.BadInput);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return Outcome.Interrupted;
        }
    }

    private static async Task<int> ExecuteAsync(
        IReadOnlyList<string> command,
        IRunsObserver? observer,
        CancellationToken interrupt
    )
    {
        await using var told = observer is null ? null : new ToldRuns(observer);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
        if (told is not null)
            start.Environment[TellingObserver.PipeVariable] = told.PipeName;
        using var process = Process.Start(start)!;
        // The program ends its run in order, as this one would; it is never killed, since its own run knows its
        // deadlines.
        using var forward = interrupt.Register(() => ProcessGroup.AskOne(process.Id));
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static async Task<Outcome> FailAsync(string message, Outcome outcome)
    {
        await Console.Error.WriteLineAsync(message);
        return outcome;
    }
}
