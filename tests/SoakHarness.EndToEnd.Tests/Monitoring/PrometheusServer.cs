using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests.Monitoring;

/// <summary>A Prometheus server that scrapes one port of this machine every second.</summary>
internal sealed class PrometheusServer : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private PrometheusServer(Process process, int port)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    /// <summary>Path of the program, or null when it is not installed.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Select(folder => Path.Combine(folder, "prometheus"))
            .FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    /// <param name="folder">Takes its configuration and its data.</param>
    /// <param name="scraped">Port to scrape.</param>
    public static PrometheusServer Start(string folder, int scraped)
    {
        var configuration = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(
            configuration,
            $$"""
            global: { scrape_interval: 1s }
            scrape_configs: [ { job_name: soak, static_configs: [ { targets: ["127.0.0.1:{{scraped}}"] } ] } ]
            """
        );
        var port = FreePort();
        var process = Process.Start(
            new ProcessStartInfo(
                Program!,
                [
                    $"--config.file={configuration}",
                    $"--storage.tsdb.path={Path.Combine(folder, "tsdb")}",
                    $"--web.listen-address=127.0.0.1:{port}",
                ]
            )
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new PrometheusServer(process, port);
    }

    /// <summary>A port that nobody has.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>The value an expression has now; null while it has none.</summary>
    public async Task<double?> AskAsync(string expression)
    {
        try
        {
            var answer = JsonNode.Parse(
                await _http.GetStringAsync("/api/v1/query?query=" + Uri.EscapeDataString(expression))
            )!;
            return answer["data"]!["result"]!.AsArray() is [{ } first, ..]
                ? double.Parse((string)first["value"]![1]!, CultureInfo.InvariantCulture)
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }
}
