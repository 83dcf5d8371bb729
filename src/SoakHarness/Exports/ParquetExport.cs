using Parquet;
using Parquet.Schema;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Exports;

/// <summary>A recording as Parquet: the columns of the CSV, in groups of rows that fit in memory.</summary>
public static class ParquetExport
{
    private const int RowsInGroup = 250_000;

    /// <summary>Writes.</summary>
    /// <param name="recording">What was measured.</param>
    /// <param name="output">Where to; left open.</param>
    public static async Task WriteAsync(Recording recording, Stream output)
    {
        var time = new DataField<double>("time_s");
        var role = new DataField("role", typeof(string), isNullable: false);
        var pid = new DataField<int>("pid");
        var metric = new DataField("metric", typeof(string), isNullable: false);
        var step = new DataField("step", typeof(string), isNullable: false);
        var value = new DataField<double>("value");
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(time, role, pid, metric, step, value),
            output
        );
        foreach (var rows in ExportRows.Of(recording).Chunk(RowsInGroup))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<double>(time, Array.ConvertAll(rows, r => r.Time));
            await group.WriteAsync(role, Array.ConvertAll(rows, r => r.Role));
            await group.WriteAsync<int>(pid, Array.ConvertAll(rows, r => r.Pid));
            await group.WriteAsync(metric, Array.ConvertAll(rows, r => r.Metric));
            await group.WriteAsync(step, Array.ConvertAll(rows, r => r.Step));
            await group.WriteAsync<double>(value, Array.ConvertAll(rows, r => r.Value));
            group.CompleteValidate();
        }
    }
}
