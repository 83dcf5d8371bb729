namespace SoakHarness.Model.Scenarios;

/// <summary>Formats of results that other load generators write.</summary>
public enum ResultsFormat
{
    /// <summary>k6, <c>--out csv=FILE</c>: a row for each metric of each request.</summary>
    K6Csv,

    /// <summary>k6, <c>--out json=FILE</c>: a line of JSON for each metric of each request.</summary>
    K6Json,

    /// <summary>JMeter, <c>-l FILE</c>: a row for each sample (JTL as CSV).</summary>
    JMeterCsv,

    /// <summary>NBomber's CSV report: totals for each step, written when the test is over.</summary>
    NBomberCsv,
}
