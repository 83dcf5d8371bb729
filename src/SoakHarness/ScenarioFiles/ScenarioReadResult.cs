using SoakHarness.Model.Scenarios;

namespace SoakHarness.ScenarioFiles;

/// <summary>What reading a scenario file gave.</summary>
/// <param name="Spec">The scenario; null when there are problems.</param>
/// <param name="Problems">Every problem of the file, in the order of the file.</param>
public sealed record ScenarioReadResult(ScenarioSpec? Spec, IReadOnlyList<ScenarioProblem> Problems)
{
    /// <summary>
    /// Texts that must never be written anywhere: values that came from <c>${NAME}</c> (4 characters or more),
    /// passwords, tokens, and literal Authorization and Cookie headers. Longest first, so that masking one does not
    /// cut another in two.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
