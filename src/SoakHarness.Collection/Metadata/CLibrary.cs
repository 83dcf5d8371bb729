namespace SoakHarness.Collection.Metadata;

/// <summary>
/// The C library of a process: the library that reads a runtime's structures is built for one, like the runtime itself.
/// </summary>
internal static class CLibrary
{
    private const string Musl = "/ld-musl-";

    /// <summary>Checks that a runtime is built for the same C library as ours.</summary>
    /// <param name="theirs">Paths of what the process has mapped.</param>
    /// <param name="ours">The same of this process.</param>
    /// <exception cref="InvalidDataException">It is not; the message is the reason why its runtime is not read.</exception>
    internal static void Check(IEnumerable<string> theirs, IEnumerable<string> ours)
    {
        var (isTheirs, isOurs) = (IsMusl(theirs), IsMusl(ours));
        if (isTheirs != isOurs)
            throw new InvalidDataException(
                $"its runtime is built for {Name(isTheirs)}, and can only be read by a SoakHarness that runs on {Name(isTheirs)} too"
            );
    }

    private static bool IsMusl(IEnumerable<string> mapped) =>
        mapped.Any(path => path.Contains(Musl, StringComparison.Ordinal));

    private static string Name(bool isMusl) => isMusl ? "musl (Alpine Linux)" : "glibc";
}
