using System.Globalization;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Exports;

/// <summary>A recording as CSV: <c>time_s,role,pid,metric,step,value</c>, one row a value, invariant culture.</summary>
public static class CsvExport
{
    /// <summary>Writes.</summary>
    /// <param name="recording">What was measured.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Recording recording, TextWriter output)
    {
        output.Write("time_s,role,pid,metric,step,value\n");
        foreach (var row in ExportRows.Of(recording))
            output.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Time:R},{row.Role},{row.Pid},{Quoted(row.Metric)},{Quoted(row.Step)},{row.Value:R}\n"
                )
            );
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
