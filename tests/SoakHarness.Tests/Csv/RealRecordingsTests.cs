using SoakHarness.Csv;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Tests.Csv;

/// <summary>
/// Labelled recordings of real small apps: floors (a full GC every 5 s for 75 s) and passive series (180 s without
/// induced GCs).
/// </summary>
public sealed class RealRecordingsTests
{
    private static readonly MinGrowth Default = new VerdictSpec().MinGrowth;

    [Fact]
    public void No_healthy_floor_is_convicted_and_every_leak_in_a_recorded_metric_is_found()
    {
        var judged = Judge("real-floors");

        judged
            .Where(f => f.Label == "clean" && f.Verdict.Verdict == Verdict.Leak)
            .Select(f => f.File)
            .Should()
            .BeEmpty();
        judged
            .Where(f => f.Label == "leak" && f.Shows.Split(';').Any(m => m is "heap" or "fds" or "threads"))
            .Where(f => f.Verdict.Verdict != Verdict.Leak)
            .Select(f => f.File)
            .Should()
            .BeEmpty();
    }

    [Fact]
    public void The_rate_of_heap_leaks_is_right_within_five_percent_at_the_median()
    {
        var errors = Judge("real-floors")
            .Where(f => f.Label == "leak" && f.Shows.Contains("heap", StringComparison.Ordinal))
            .Select(f =>
                Math.Abs(
                    f.Verdict.Findings.Single(m => m.Metric == "live_heap_bytes").PerRequest!.Estimate
                        / f.BytesPerRequest
                        - 1
                )
            )
            .Order()
            .ToArray();

        errors.Should().HaveCountGreaterThan(10);
        errors[errors.Length / 2].Should().BeLessThan(0.05);
    }

    [Fact]
    public void Passive_recordings_convict_no_healthy_app_and_call_no_leak_clean()
    {
        var judged = Judge("real-series");

        judged.Should().HaveCount(72);
        judged
            .Where(f => f.Label == "clean" && f.Verdict.Verdict == Verdict.Leak)
            .Select(f => f.File)
            .Should()
            .BeEmpty();
        judged
            .Where(f => f.Label == "leak" && f.Verdict.Verdict == Verdict.Clean)
            .Select(f => f.File)
            .Should()
            .BeEmpty();
    }

    [Fact]
    public void Leaks_of_handles_and_threads_are_found_in_passive_recordings_too()
    {
        var leaking = Judge("real-series").Where(f => f.Verdict.Verdict == Verdict.Leak).Select(f => f.File);

        leaking
            .Should()
            .Contain(["dotnet-zoo-leak-thread.csv", "dotnet-zoo-leak-file-watcher.csv", "go-zoo-leak-files.csv"]);
    }

    private static List<Judged> Judge(string set)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", set);
        var lines = File.ReadAllLines(Path.Combine(folder, "manifest.csv"));
        var columns = lines[0].Split(',').ToList();
        return
        [
            .. lines
                .Skip(1)
                .Select(line => line.Split(','))
                .Select(row =>
                {
                    string Field(string name) => columns.IndexOf(name) is >= 0 and var i ? row[i] : "0";
                    var (verdict, problem) = CsvAnalysis.Judge(Path.Combine(folder, Field("file")), Default, []);
                    problem.Should().BeNull();
                    var bytes = double.Parse(
                        Field("live_bytes_per_request"),
                        System.Globalization.CultureInfo.InvariantCulture
                    );
                    return new Judged(Field("file"), Field("label"), Field("metric_that_shows_it"), bytes, verdict!);
                }),
        ];
    }

    private sealed record Judged(string File, string Label, string Shows, double BytesPerRequest, RunVerdict Verdict);
}
