using System.Globalization;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Load.External;

/// <summary>
/// NBomber's CSV report, which it writes when its test is over: totals for each scenario and step, without its warm-up.
/// They make one window for each, as long as the scenario lasted, so requests are spread evenly over it. Of the
/// durations, those of good responses only, the report has five percentiles: the histogram says no more than they do.
/// </summary>
internal sealed class NBomberImport(string path, LoadTarget target, ImportClock clock) : IResultsImport
{
    private const string WholeScenario = "global information";
    private static readonly (string Column, double Percent)[] Percentiles =
    [
        ("50_percent", 50),
        ("75_percent", 75),
        ("95_percent", 95),
        ("99_percent", 99),
        ("max", 100),
    ];

    private readonly DateTime _before = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : default;

    /// <inheritdoc />
    public LoadProgress Progress { get; } = new();

    /// <inheritdoc />
    public long Requests { get; private set; }

    /// <inheritdoc />
    public string? Broken => null;

    /// <inheritdoc />
    public void Follow(double now) { }

    /// <inheritdoc />
    public IReadOnlyList<string> Finish(double now)
    {
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) == _before)
            return [];
        try
        {
            var rows = Rows(File.ReadAllLines(path));
            foreach (var window in Windows(rows, now))
                target.Sink.Write(window);
            return
            [
                "NBomber reports totals at its end: its requests are spread evenly over its duration, and their service times, of good responses only, are known by p50, p75, p95, p99 and maximum.",
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            return [$"The results of the external load could not be read: {failure.Message}"];
        }
    }

    private List<LoadWindow> Windows(List<Dictionary<string, string>> rows, double now)
    {
        var isOnly = rows.Select(r => r["scenario"]).Distinct().Count() == 1;
        var windows = new List<LoadWindow>();
        foreach (var row in rows)
        {
            var isWhole = row["step_name"] == WholeScenario;
            var name = (isWhole, isOnly) switch
            {
                (true, true) => "",
                (true, false) => row["scenario"],
                (false, true) => row["step_name"],
                _ => $"{row["scenario"]}: {row["step_name"]}",
            };
            windows.Add(Window(row, name, now));
            if (isWhole)
                Requests += windows[^1].Sent;
        }

        return isOnly ? windows : [Together(windows, rows), .. windows];
    }

    private LoadWindow Window(Dictionary<string, string> row, string name, double now)
    {
        var (good, failed) = (Count(row, "ok"), Count(row, "failed"));
        return new LoadWindow(target.Generator, now)
        {
            Seconds = Math.Min(Duration(row["duration"]), now - clock.Began),
            Scenario = target.Scenario,
            Step = name,
            Asked = good + failed,
            Sent = good + failed,
            Completed = good,
            Failed = failed,
            Bytes = (long)(Number(row, "data_transfer_all_mb") * 1024 * 1024),
            ServiceTime = Durations(row, good),
            Errors = failed > 0 ? [new ErrorCount("failed", failed, "NBomber's CSV report tells no kinds")] : [],
        };
    }

    /// <summary>Scenarios run at the same time: the whole is their sum, as long as the longest.</summary>
    private static LoadWindow Together(List<LoadWindow> windows, List<Dictionary<string, string>> rows)
    {
        var wholes = windows.Where((_, i) => rows[i]["step_name"] == WholeScenario).ToArray();
        return wholes[0] with
        {
            Seconds = wholes.Max(w => w.Seconds),
            Step = "",
            Asked = wholes.Sum(w => w.Asked),
            Sent = wholes.Sum(w => w.Sent),
            Completed = wholes.Sum(w => w.Completed),
            Failed = wholes.Sum(w => w.Failed),
            Bytes = wholes.Sum(w => w.Bytes),
            ServiceTime = Latencies.Merge(wholes.Select(w => w.ServiceTime)),
            Errors = [.. wholes.SelectMany(w => w.Errors)],
        };
    }

    private static LatencyCounts Durations(Dictionary<string, string> row, long good)
    {
        var counts = new SortedDictionary<long, long>();
        var before = 0L;
        foreach (var (column, percent) in Percentiles)
        {
            var until = (long)Math.Ceiling(good * percent / 100 - 1e-9);
            var micros = Math.Max(1, (long)(Number(row, column) * 1000));
            if (until > before)
                counts[micros] = counts.GetValueOrDefault(micros) + until - before;
            before = until;
        }

        return counts.Count == 0
            ? LatencyCounts.None
            : new LatencyCounts(
                [.. counts.Keys],
                [.. counts.Values],
                Number(row, "mean") * 1000 * good,
                (long)(Number(row, "max") * 1000)
            );
    }

    private static List<Dictionary<string, string>> Rows(string[] lines)
    {
        var names = lines.Length > 0 ? lines[0].TrimStart('\uFEFF').Split(',') : [];
        string[] needed = ["scenario", "duration", "step_name", "ok", "failed", "mean", "data_transfer_all_mb"];
        if (needed.Concat(Percentiles.Select(p => p.Column)).FirstOrDefault(n => !names.Contains(n)) is { } missing)
            throw new FormatException($"line 1: the column {missing} of NBomber's CSV report is missing");
        var rows = new List<Dictionary<string, string>>();
        foreach (var (index, line) in lines.Index().Skip(1).Where(l => l.Item.Length > 0))
        {
            var fields = line.Split(',');
            // NBomber puts no quotes around names, so a comma in one cannot be told from the next field.
            if (fields.Length != names.Length)
                throw new FormatException(
                    FormattableString.Invariant(
                        $"line {index + 1}: {fields.Length} fields, but the header has {names.Length}"
                    )
                );
            rows.Add(names.Zip(fields).ToDictionary(p => p.First, p => p.Second));
        }

        return rows.Any(r => r["step_name"] == WholeScenario)
            ? rows
            : throw new FormatException($"there is no row of the step `{WholeScenario}`, which sums a scenario up");
    }

    private static long Count(Dictionary<string, string> row, string column) => (long)Number(row, column);

    private static double Number(Dictionary<string, string> row, string column) =>
        RowFields.Number(row[column], column);

    private static double Duration(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
            ? duration.TotalSeconds
            : throw new FormatException($"duration \"{text}\" is no time like 00:10:00");
}
