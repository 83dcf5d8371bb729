namespace SoakHarness.Runs;

/// <summary>One thing that a program with scenarios tells the command that started it.</summary>
internal sealed record RunNews
{
    /// <summary>A run begins: the metrics that gate it.</summary>
    public IReadOnlyList<string>? Gating { get; init; }

    /// <summary>Where it stands.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>What a person should read at once.</summary>
    public string? Said { get; init; }

    /// <summary>It is over: its folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Why it ended as it did.</summary>
    public string Reason { get; init; } = "";
}
