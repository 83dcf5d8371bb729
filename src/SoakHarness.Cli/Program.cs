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
