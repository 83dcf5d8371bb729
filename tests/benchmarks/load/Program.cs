// `serve PORT` is the target, with a stall of 1 s every 5 s when PORT is followed by `stall`; `drive TRANSPORT URL MODE
// SECONDS` is a generator and prints one line of JSON. MODE is a number of users, or a rate like 5000/s.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SoakHarness.Load;
using SoakHarness.Load.Summaries;
using SoakHarness.LoadBench;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

if (args[0] == "serve")
{
    await Target.RunAsync(int.Parse(args[1], CultureInfo.InvariantCulture), args.Contains("stall"));
    return;
}

var (url, mode, seconds) = (
    new Uri(args[2]),
    args[3],
    TimeSpan.FromSeconds(int.Parse(args[4], CultureInfo.InvariantCulture))
);
var load = new LoadSpec
{
    Simulations =
    [
        mode.EndsWith("/s", StringComparison.Ordinal)
            ? new Inject(double.Parse(mode[..^2], CultureInfo.InvariantCulture), seconds)
            : new KeepConstant(int.Parse(mode, CultureInfo.InvariantCulture), seconds),
    ],
    Requests = [new RequestSpec { Name = "plaintext", Path = url.AbsolutePath }],
    Transport = new TransportSpec { Kind = args[1] == "fast" ? TransportKind.Fast : TransportKind.Http },
};
var windows = new KeptWindows();
var generator = new Source(SourceRole.Generator, "local", "benchmark", 1);
using (
    var driver = new LoadGenerator(load, new LoadTarget("benchmark", url, windows, generator, Stopwatch.GetTimestamp()))
)
    await driver.RunAsync(CancellationToken.None);

var summary = LoadSummaries.Summarise(windows.All, load)!;
var whole = summary.Whole;
using var self = Process.GetCurrentProcess();
Console.WriteLine(
    JsonSerializer.Serialize(
        new
        {
            asked = whole.Asked,
            sent = whole.Sent,
            completed = whole.Completed,
            failed = whole.Failed + whole.TimedOut,
            cancelled = whole.Cancelled,
            cpu_per_million = Math.Round(self.TotalProcessorTime.TotalSeconds * 1e6 / Math.Max(1, whole.Completed), 2),
            rss_mb = self.PeakWorkingSet64 / 1_000_000,
            allocated_per_request = GC.GetTotalAllocatedBytes() / Math.Max(1, whole.Completed),
            mean_ms = Math.Round((whole.Latency.Mean() ?? 0) / 1000, 2),
            p50_ms = (whole.Latency.Percentile(50) ?? 0) / 1000,
            p90_ms = (whole.Latency.Percentile(90) ?? 0) / 1000,
            p99_ms = (whole.Latency.Percentile(99) ?? 0) / 1000,
            lateness_p99_ms = (whole.Lateness.Percentile(99) ?? 0) / 1000,
            isVoid = summary.VoidReason,
        }
    )
);
