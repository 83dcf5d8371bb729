using SoakHarness.Model.Recordings;

namespace SoakHarness.Recordings;

/// <summary>A series that grows.</summary>
internal sealed record LiveSeries(Source Source, string Metric)
{
    internal List<double> Times { get; } = [];

    internal List<double> Values { get; } = [];

    internal void Add(double time, double value)
    {
        Times.Add(time);
        Values.Add(value);
    }
}
