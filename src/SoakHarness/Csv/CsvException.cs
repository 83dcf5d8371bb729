namespace SoakHarness.Csv;

/// <summary>A CSV file is no series: the message says where and what to do.</summary>
/// <param name="message">What is wrong, with the line.</param>
public sealed class CsvException(string message) : Exception(message);
