namespace SoakHarness.Csv;

/// <summary>The columns of one CSV file.</summary>
/// <param name="Times">Seconds from start, strictly ascending.</param>
/// <param name="Columns">Values by column name, in the file's order; NaN where a field is empty.</param>
public sealed record CsvSeries(double[] Times, IReadOnlyList<(string Name, double[] Values)> Columns);
