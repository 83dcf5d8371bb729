using System.Globalization;
using Parquet;
using SoakHarness.Exports;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Tests.Exports;

public sealed class ExportTests
{
    private static readonly Source Target = new(SourceRole.Target, "host", "app", 42);

    private static readonly Recording Sample = new()
    {
        Identity = new RunIdentity
        {
            RunId = "run",
            Scenario = "s",
            StartedAt = DateTimeOffset.UnixEpoch,
        },
        Series = [new Series(Target, "rss", [1, 2.5], [100, 0.1])],
        Checkpoints =
        [
            new Checkpoint(Target, 3) { Outcome = CheckpointOutcome.Completed, LiveBytes = 7 },
            new Checkpoint(Target, 4) { Outcome = CheckpointOutcome.NoCollection },
        ],
        Load =
        [
            new LoadWindow(Target, 5)
            {
                Seconds = 1,
                Scenario = "s",
                Step = "a,\"b\"",
                Completed = 9,
                Latency = new LatencyCounts([2000], [9], 18000, 2000),
                ServiceTime = new LatencyCounts([1000], [9], 9000, 1000),
                Cancelled = 1,
            },
            new LoadWindow(Target, 6)
            {
                Seconds = 1,
                Scenario = "s",
                Step = "",
            },
        ],
    };

    [Fact]
    public void Csv_has_every_value_in_any_culture_and_quotes_what_needs_it()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            using var text = new StringWriter();
            CsvExport.Write(Sample, text);

            text.ToString()
                .Should()
                .StartWith(
                    "time_s,role,pid,metric,step,value\n1,target,42,rss,,100\n2.5,target,42,rss,,0.1\n3,target,42,live-heap,,7\n"
                );
            text.ToString()
                .Should()
                .Contain("5,target,42,load.completed,\"a,\"\"b\"\"\",9\n")
                .And.Contain("5,target,42,load.cancelled,\"a,\"\"b\"\"\",1\n")
                .And.Contain(",latency.p99,\"a,\"\"b\"\"\",2\n")
                .And.Contain("5,target,42,service-time.p50,\"a,\"\"b\"\"\",1\n")
                .And.Contain("5,target,42,service-time.max,\"a,\"\"b\"\"\",1\n")
                .And.NotContain("6,target,42,service-time");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Parquet_has_the_rows_of_the_csv()
    {
        using var csv = new StringWriter();
        CsvExport.Write(Sample, csv);
        var rows = csv.ToString().TrimEnd('\n').Split('\n').Length - 1;
        using var file = new MemoryStream();
        await ParquetExport.WriteAsync(Sample, file);
        file.Position = 0;

        await using var reader = await ParquetReader.CreateAsync(file);
        reader.Schema.DataFields.Select(f => f.Name).Should().Equal("time_s", "role", "pid", "metric", "step", "value");
        using var group = reader.OpenRowGroupReader(0);
        var values = new double[rows];
        await group.ReadAsync<double>(reader.Schema.DataFields[5], values);
        var metrics = new string[rows];
        await group.ReadAsync(reader.Schema.DataFields[3], metrics);
        values.Take(3).Should().Equal(100, 0.1, 7);
        metrics.Take(3).Should().Equal("rss", "rss", "live-heap");
    }
}
