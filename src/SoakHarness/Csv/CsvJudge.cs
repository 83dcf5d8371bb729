using SoakHarness.Analysis;
using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Csv;

/// <summary>Judges the columns of a CSV file.</summary>
public static class CsvJudge
{
    private const string Requests = "requests_total";
    private const string Floor = "live_heap_bytes";

    /// <summary>Judges a file.</summary>
    /// <param name="csv">Its columns.</param>
    /// <param name="growth">Smallest growth worth failing.</param>
    /// <param name="metrics">Columns to judge; empty for all.</param>
    /// <exception cref="CsvException">A column that was asked for is not there.</exception>
    public static RunVerdict Judge(CsvSeries csv, MinGrowth growth, IReadOnlyList<string> metrics)
    {
        if (metrics.FirstOrDefault(m => csv.Columns.All(c => c.Name != m)) is { } missing)
            throw new CsvException(
                $"there is no column `{missing}`; the file has {string.Join(", ", csv.Columns.Select(c => c.Name))}"
            );
        var requests = csv.Columns.FirstOrDefault(c => c.Name == Requests).Values;
        var options = new JudgeOptions { MinGrowth = growth };
        var hasFloor = csv.Columns.Any(c => c.Name == Floor);
        var findings = csv
            .Columns.Where(c => c.Name != Requests && (metrics.Count == 0 || metrics.Contains(c.Name)))
            .Select(c =>
                Judge(Series(c.Name, c.Values, csv.Times, requests), options) with
                {
                    IsGating = Gates(c.Name, hasFloor, metrics),
                }
            )
            .ToArray();
        return RunDecision.Decide(findings, []);
    }

    private static MetricFinding Judge(JudgedSeries series, JudgeOptions options)
    {
        var (judged, idle) = IdleReading.Split(series);
        return SeriesJudge.Judge(judged, idle is { } reading ? options with { Drained = [reading] } : options);
    }

    /// <summary>
    /// Resident memory gates only when asked for; a heap of any GC gates only where no floor was measured.
    /// </summary>
    private static bool Gates(string name, bool hasFloor, IReadOnlyList<string> metrics) =>
        metrics.Contains(name)
        || name switch
        {
            "rss_bytes" => false,
            "heap_bytes" => !hasFloor,
            _ => true,
        };

    private static JudgedSeries Series(string name, double[] values, double[] times, double[]? requests)
    {
        // Recorders write 0 for what they have not seen yet.
        var start = name is "heap_bytes" or Floor ? Math.Max(0, Array.FindIndex(values, v => v != 0)) : 0;
        var kept = Enumerable.Range(start, times.Length - start).Where(i => !double.IsNaN(values[i])).ToArray();
        var hasRequests = requests is not null && kept.All(i => !double.IsNaN(requests[i]));
        return new JudgedSeries(
            name,
            Kind(name),
            [.. kept.Select(i => times[i])],
            [.. kept.Select(i => values[i])],
            hasRequests ? [.. kept.Select(i => requests![i])] : null
        );
    }

    private static SeriesKind Kind(string name) =>
        name switch
        {
            Floor => SeriesKind.Floor,
            "heap_bytes" => SeriesKind.ManagedHeap,
            "rss_bytes" => SeriesKind.NativeMemory,
            "fds" or "threads" => SeriesKind.Count,
            _ => SeriesKind.Gauge,
        };
}
