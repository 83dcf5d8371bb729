using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SoakHarness.Cli.Live;

/// <summary>Options of <c>soak run</c> that show the run to somebody else than the console.</summary>
internal sealed class LiveOptions
{
    internal Option<int?> Prometheus { get; } =
        new("--prometheus")
        {
            Description = "Port of 127.0.0.1 on which /metrics shows where the run stands.",
            CustomParser = result =>
                int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port <= 65535
                    ? port
                    : RefusePort(result),
        };

    internal Option<Uri?> Otlp { get; } =
        new("--otlp")
        {
            Description =
                "Address of an OpenTelemetry collector (OTLP over HTTP), e.g. http://localhost:4318, which is sent where the run stands.",
            CustomParser = result =>
                Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                    ? url
                    : Refuse(result),
        };

    internal Option<bool> Dashboard { get; } =
        new("--dashboard") { Description = "Shows the run in the browser while it goes on; the address is printed." };

    internal void AddTo(Command command)
    {
        command.Add(Prometheus);
        command.Add(Otlp);
        command.Add(Dashboard);
    }

    private static int? RefusePort(ArgumentResult result)
    {
        result.AddError($"--prometheus {result.Tokens[0].Value}: write a port from 0 to 65535, such as 9464.");
        return null;
    }

    private static Uri? Refuse(ArgumentResult result)
    {
        result.AddError($"--otlp {result.Tokens[0].Value}: write an address such as http://localhost:4318.");
        return null;
    }
}
