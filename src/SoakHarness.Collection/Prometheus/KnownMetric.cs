namespace SoakHarness.Collection.Prometheus;

/// <summary>A well-known exporter's metric and ours.</summary>
/// <param name="Theirs">The exporter's name.</param>
/// <param name="Ours">Our name; several of theirs are added up.</param>
internal sealed record KnownMetric(string Theirs, string Ours)
{
    /// <summary>From their unit to ours; negative when it is taken off.</summary>
    internal double Factor { get; init; } = 1;

    /// <summary>
    /// Label that it must have; empty for any. A JVM exports areas outside of the heap under the same name.
    /// </summary>
    internal string Label { get; init; } = "";

    internal bool Fits(PrometheusSample sample) =>
        Label.Length == 0 || sample.Labels.Contains(Label, StringComparison.Ordinal);
}
