namespace SoakHarness.Model.Scenarios;

/// <summary>A data feed read from a file as it is needed.</summary>
/// <param name="File">Absolute path; <c>.csv</c>, <c>.json</c> (an array of objects) or <c>.jsonl</c>.</param>
/// <param name="Order">Order in which rows are handed out.</param>
public sealed record FeedSpec(string File, FeedOrder Order = FeedOrder.Circular);
