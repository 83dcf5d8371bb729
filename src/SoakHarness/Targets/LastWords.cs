namespace SoakHarness.Targets;

/// <summary>Knows the lines in which a program says of what it dies: those of .NET, Go and the JVM.</summary>
internal static class LastWords
{
    private const int Longest = 300;

    // .NET says in the next line what FailFast was called with, or what the error is.
    private static readonly string[] Headings = ["Process terminated.", "Fatal error."];

    private static readonly string[] Beginnings =
    [
        "Unhandled exception",
        "Process terminated.",
        "Stack overflow",
        "Out of memory",
        "Fatal error",
        "panic: ",
        "runtime: out of memory",
        "Terminating due to java.lang.OutOfMemoryError",
        "Exception in thread",
    ];

    private static readonly string[] WantsMemory = ["out of memory", "OutOfMemory", "cannot allocate memory"];

    /// <summary>True when the line says of what the program dies.</summary>
    internal static bool IsCause(string line) =>
        Beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>The cause with the line that follows it, where that says more.</summary>
    internal static string Join(string cause, string next) =>
        Headings.Contains(cause) ? $"{cause} {next.Trim()}" : cause;

    /// <summary>The cause, no longer than a sentence has room for.</summary>
    internal static string Short(string cause) => cause.Length <= Longest ? cause : cause[..Longest] + "...";

    /// <summary>True when the program died for want of memory.</summary>
    internal static bool IsOutOfMemory(string cause) =>
        WantsMemory.Any(words => cause.Contains(words, StringComparison.OrdinalIgnoreCase));
}
