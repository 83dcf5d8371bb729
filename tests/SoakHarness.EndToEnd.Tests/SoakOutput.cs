namespace SoakHarness.EndToEnd.Tests;

/// <summary>What a run of <c>soak</c> left.</summary>
internal sealed record SoakOutput(int ExitCode, string Output, string Error)
{
    /// <summary>Everything it printed.</summary>
    public string Text => Output + Error;
}
