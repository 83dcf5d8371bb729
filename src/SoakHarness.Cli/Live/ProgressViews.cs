using SoakHarness.Runs;
using Spectre.Console;

namespace SoakHarness.Cli.Live;

/// <summary>Chooses the view: redrawn in place on a terminal, lines elsewhere. Always on standard error.</summary>
internal static class ProgressViews
{
    internal static IProgressView Create()
    {
        if (Console.IsErrorRedirected)
            return new LineView(new PlainView(Console.Error, TimeProvider.System));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return new LiveView(console);
    }
}
