namespace SoakHarness.Targets;

/// <summary>What the supervisor starts. It travels over its standard input, since environments hold secrets.</summary>
/// <param name="Arguments">Program and arguments; at least the program.</param>
/// <param name="WorkingDirectory">Absolute working directory.</param>
/// <param name="Environment">The complete environment.</param>
internal sealed record LaunchRequest(
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment
);
