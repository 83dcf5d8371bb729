using System.Text;
using SoakHarness.EndToEnd.Tests.Monitoring;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// A run against a target that repeats every secret on its console and in its answers: no byte that the harness writes
/// may hold one.
/// </summary>
[Collection(Measuring.Name)]
public sealed class SecretsTests : IDisposable
{
    private static readonly Dictionary<string, string> Given = new()
    {
        ["SOAK_T_QUERY"] = "query secret/1+q",
        ["SOAK_T_HEADER"] = "header-secret-2",
        ["SOAK_T_BODY"] = "body \"secret\" 3",
        ["SOAK_T_ENV"] = "env-secret-4",
        ["SOAK_T_BEARER"] = "bearer-secret-5",
    };

    private static readonly string[] Others =
    [
        "plain-key-6f",
        "session-of-the-mirror-8c1f",
        "cookie-of-the-mirror-77aa",
        "dXNlcjpwYXNzd29yZA==",
        "sid=cookie-secret-9",
    ];
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task No_byte_that_a_run_writes_holds_a_secret()
    {
        await using var collector = new OtlpReceiver();
        var port = PrometheusServer.FreePort();
        await File.WriteAllTextAsync(Path.Combine(_folder, "s.yaml"), Scenario());
        using var soak = SoakCli.Start(
            _folder,
            Given,
            ["run", "s.yaml", "--prometheus", $"{port}", "--otlp", collector.Address, "--dashboard"]
        );
        var output = soak.StandardOutput.ReadToEndAsync();
        var dashboard = (await soak.StandardError.ReadLineAsync())!;
        var errors = soak.StandardError.ReadToEndAsync();
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var stream = http.GetByteArrayAsync(new Uri(new Uri(dashboard.Split(' ')[1]), "events"));
        var scrapes = ScrapeAsync(http, new Uri($"http://127.0.0.1:{port}/metrics"), soak);
        await soak.WaitForExitAsync();

        var written = new Dictionary<string, byte[]>
        {
            ["stdout"] = Encoding.UTF8.GetBytes(await output),
            ["stderr"] = Encoding.UTF8.GetBytes(await errors),
            ["dashboard"] = await stream,
            ["prometheus"] = Encoding.UTF8.GetBytes(await scrapes),
            ["otlp"] = [.. collector.Bodies.SelectMany(b => b)],
        };
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "reports"), "*", SearchOption.AllDirectories))
            written[Path.GetFileName(file)] = await File.ReadAllBytesAsync(file);

        written
            .Keys.Should()
            .Contain(
                ["target.log", "recording.db", "report.html", "report.json", "report.md", "junit.xml"],
                written["stderr"].Length > 0 ? await errors : ""
            );
        Encoding
            .UTF8.GetString(written["target.log"])
            .Should()
            .Contain("/mirror", "the target does repeat what it is sent");
        Encoding.UTF8.GetString(written["report.json"]).Should().Contain("status 500", "errors are shown");
        written["dashboard"].Should().NotBeEmpty();
        // What the target itself made and then wrote into its own log is not known to the harness.
        written["target.log"] = Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(written["target.log"])
                .Replace("session-of-the-mirror-8c1f", "", StringComparison.Ordinal)
        );
        written
            .SelectMany(w =>
                Forms()
                    .Where(secret => w.Value.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0)
                    .Select(secret => $"{secret} in {w.Key}")
            )
            .Should()
            .BeEmpty();
    }

    /// <summary>Every secret as it may be written: plain, in an address, in JSON, in HTML.</summary>
    private static IEnumerable<string> Forms() =>
        Given
            .Values.Concat(Others)
            .SelectMany(secret =>
                new[]
                {
                    secret,
                    Uri.EscapeDataString(secret),
                    System.Text.Json.JsonEncodedText.Encode(secret).ToString(),
                    System.Net.WebUtility.HtmlEncode(secret),
                    secret.Replace("\"", "\\\"", StringComparison.Ordinal),
                }
            )
            .Distinct();

    private static async Task<string> ScrapeAsync(HttpClient http, Uri address, System.Diagnostics.Process run)
    {
        var all = new StringBuilder();
        while (!run.HasExited)
        {
            try
            {
                all.Append(await http.GetStringAsync(address));
            }
            catch (HttpRequestException)
            {
                // Not there yet, or over.
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return all.ToString();
    }

    private static string Scenario() =>
        $$"""
            name: secrets
            target:
              project: {{Repository.PathOf("scenarios", "targets", "LeakZoo", "LeakZoo.csproj")}}
              url: http://127.0.0.1:0
              ready: { path: /health, within: 60s }
              env: { MIRROR_KEY: "${SOAK_T_ENV}" }
            load:
              simulations: [ { inject: { rate: 10/s, during: 6s } } ]
              steps:
                - name: enter
                  path: "/mirror?key=${SOAK_T_QUERY}"
                  headers: { Authorization: "Bearer ${SOAK_T_BEARER}", X-Own: "${SOAK_T_HEADER}", X-Api-Key: plain-key-6f, Cookie: "sid=cookie-secret-9" }
                  capture: { session: { header: X-Session } }
                - method: POST
                  path: "/mirror?fail=1&session=${session}&key=${SOAK_T_QUERY}"
                  headers: { Authorization: "Basic dXNlcjpwYXNzd29yZA==" }
                  json: { secret: "${SOAK_T_BODY}" }
            watch: { checkpoint: { every: 2s }, heap-snapshots: 0 }
            """;
}
