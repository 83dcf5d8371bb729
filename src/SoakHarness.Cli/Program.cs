using System.CommandLine;
using SoakHarness.Cli;
using SoakHarness.Recordings;

var parsed = SoakCommand.Create().Parse(args);
try
{
    var exitCode = await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
    );
    return parsed.Errors.Count > 0 ? ExitCodes.BadInput : exitCode;
}
catch (RecordingException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return ExitCodes.BrokenEnvironment;
}
// Who runs it in a job gets an exit code that is documented, and what to report; without memory even that fails.
catch (Exception bug) when (bug is not OutOfMemoryException)
{
    await Console.Error.WriteLineAsync($"soak itself failed, which is a fault of its own. Please report this:\n{bug}");
    return ExitCodes.BrokenEnvironment;
}
