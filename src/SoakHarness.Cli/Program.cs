using System.CommandLine;
using SoakHarness.Cli;

var parsed = SoakCommand.Create().Parse(args);
var exitCode = await parsed.InvokeAsync(
    new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
);
return parsed.Errors.Count > 0 ? ExitCodes.BadInput : exitCode;
