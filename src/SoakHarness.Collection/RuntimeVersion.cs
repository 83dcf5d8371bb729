using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection;

/// <summary>
/// The version of a .NET runtime: the folder of a shared one is named by it; one that a program brings along, in a file
/// or a folder, carries it in its code.
/// </summary>
internal static partial class RuntimeVersion
{
    private const int Chunk = 1024 * 1024;

    // A program in a single file begins with the runtime, of which this is several times the size.
    private const int Read = 64 * Chunk;
    private const int Longest = 64;

    /// <summary>The release, e.g. <c>10.0.12</c>; null where it is not shown.</summary>
    /// <param name="pid">A .NET process.</param>
    /// <param name="maps">Content of its <c>/proc/PID/maps</c>.</param>
    internal static string? Of(int pid, string maps)
    {
        var library = Library().Match(maps);
        if (library.Groups["shared"].Success)
            return library.Groups["shared"].Value;
        var file = library.Success ? TargetRoot.Of(pid) + library.Value : $"/proc/{pid}/exe";
        try
        {
            using var code = File.OpenRead(file);
            return In(code);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The release that native code carries; null when it carries none. Pure.</summary>
    /// <param name="code">A runtime's library, or a program with the runtime in its own file.</param>
    internal static string? In(Stream code)
    {
        var bytes = new byte[Longest + Chunk];
        for (var (kept, read) = (0, 0); read < Read; )
        {
            var came = code.ReadAtLeast(bytes.AsSpan(kept, Chunk), Chunk, throwOnEndOfStream: false);
            if (Mark().Match(Encoding.Latin1.GetString(bytes, 0, kept + came)) is { Success: true } match)
                return Version.TryParse(match.Groups[1].Value, out var version) ? Release(version) : null;
            if (came < Chunk)
                return null;
            // The mark may stand across two chunks.
            bytes.AsSpan(kept + came - Longest, Longest).CopyTo(bytes);
            (kept, read) = (Longest, read + came);
        }

        return null;
    }

    /// <summary>
    /// The release of a file version: 10.0.12 is built as 10.0.1226.42308, the patch a hundredfold and the year. Null
    /// for what is no file version.
    /// </summary>
    internal static string? Release(Version version) =>
        version is { Major: > 0, Build: >= 0 }
            ? string.Create(CultureInfo.InvariantCulture, $"{version.Major}.{version.Minor}.{version.Build / 100}")
            : null;

    [GeneratedRegex(@"/[^\n]*?(Microsoft\.NETCore\.App/(?<shared>[^/\n]+)/)?libcoreclr\.so")]
    private static partial Regex Library();

    [GeneratedRegex(@"@\(#\)Version ([0-9]+\.[0-9]+\.[0-9]+\.[0-9]+) ")]
    private static partial Regex Mark();
}
