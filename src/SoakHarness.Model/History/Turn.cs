namespace SoakHarness.Model.History;

/// <summary>The night from which on a scenario is worse.</summary>
/// <param name="Measure">What got worse: <c>leak</c>, <c>floor</c>, <c>allocated-per-request</c>, <c>p99</c>.</param>
/// <param name="FirstBad">First bad night.</param>
/// <param name="LastGood">Last good night before it.</param>
/// <param name="Sentence">In words, with the commits between which it happened.</param>
public sealed record Turn(string Measure, Night FirstBad, Night LastGood, string Sentence);
