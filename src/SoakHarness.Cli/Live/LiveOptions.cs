using System.CommandLine;

namespace SoakHarness.Cli.Live;

/// <summary>Options of <c>soak run</c> that show the run to somebody else than the console.</summary>
internal sealed class LiveOptions
{
    internal Option<int?> Prometheus { get; } = new("--prometheus") { Description = "Port of 127.0.0.1 on which /metrics shows where the run stands." };

    internal Option<bool> Dashboard { get; } = new("--dashboard") { Description = "Shows the run in the browser while it goes on; the address is printed." };

    internal void AddTo(Command command)
    {
        command.Add(Prometheus);
        command.Add(Dashboard);
    }
}
