using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.External;

/// <summary>The import for each format.</summary>
public static class ResultsImports
{
    /// <summary>Makes the import of a file; what the file holds already is left out.</summary>
    /// <param name="format">Format.</param>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="target">Who takes the windows; its thresholds may end the run.</param>
    /// <param name="clock">Clock of the run.</param>
    public static IResultsImport Create(ResultsFormat format, string path, LoadTarget target, ImportClock clock) =>
        format switch
        {
            ResultsFormat.K6Csv => new RowImport(new K6CsvRows(), new LineTail(path, hasQuotes: true), target, clock),
            ResultsFormat.K6Json => new RowImport(
                new K6JsonRows(),
                new LineTail(path, hasQuotes: false),
                target,
                clock
            ),
            ResultsFormat.JMeterCsv => new RowImport(
                new JMeterRows(),
                new LineTail(path, hasQuotes: true),
                target,
                clock
            ),
            _ => new NBomberImport(path, target, clock),
        };
}
