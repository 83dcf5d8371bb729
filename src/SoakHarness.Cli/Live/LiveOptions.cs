using System.CommandLine;
using System.CommandLine.Parsing;

namespace SoakHarness.Cli.Live;

/// <summary>Options of <c>soak run</c> that show the run to somebody else than the console.</summary>
internal sealed class LiveOptions
{
    internal Option<int?> Prometheus { get; } =
        new("--prometheus") { Description = "Port of 127.0.0.1 on which /metrics shows where the run stands." };

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

    private static Uri? Refuse(ArgumentResult result)
    {
        result.AddError($"--otlp {result.Tokens[0].Value}: write an address such as http://localhost:4318.");
        return null;
    }
}
