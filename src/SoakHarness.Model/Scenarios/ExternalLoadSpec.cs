namespace SoakHarness.Model.Scenarios;

/// <summary>Another program that generates the load.</summary>
/// <param name="Command">Argument list, never a shell string; <c>${url}</c> is replaced by the target's
/// address.</param>
/// <param name="Results">Absolute path of the result file it writes; null when none is imported.</param>
/// <param name="Format">Format of the result file: <c>nbomber-csv</c>, <c>k6-csv</c>, <c>jtl</c> or
/// <c>vegeta-csv</c>.</param>
public sealed record ExternalLoadSpec(IReadOnlyList<string> Command, string? Results, string? Format);
