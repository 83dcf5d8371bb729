namespace SoakHarness.EndToEnd.Tests.Monitoring;

/// <summary>One value of one metric as an OpenTelemetry collector reads it.</summary>
internal sealed record OtlpPoint(
    string Metric,
    bool IsSum,
    double Value,
    IReadOnlyDictionary<string, string> Attributes
);
