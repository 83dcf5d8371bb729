using System.Text.RegularExpressions;
using SoakHarness.Collection.Proc;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Collection;

/// <summary>Finds out which runtime a process is, from what it has mapped.</summary>
internal static partial class RuntimeDetection
{
    internal static TargetRuntime Detect(SidecarOptions options)
    {
        if (options.GoDebugUrl is not null)
            return TargetRuntime.Go;
        // A process that was just started may not have loaded its runtime yet.
        for (var attempt = 0; attempt < 50; attempt++)
        {
            if (Find(options.Pid) is { } found)
                return found;
            Task.Delay(TimeSpan.FromMilliseconds(40)).Wait();
        }

        return TargetRuntime.Process;
    }

    /// <summary>The runtime with its version where the process shows it, e.g. <c>dotnet 10.0.1</c>.</summary>
    internal static string Describe(TargetRuntime runtime, int pid)
    {
        var name = runtime.ToString().ToLowerInvariant();
        return runtime == TargetRuntime.DotNet && CoreClr().Match(Maps(pid)) is { Success: true } match
            ? $"{name} {match.Groups[1].Value}"
            : name;
    }

    /// <summary>
    /// The major version of a .NET process; null where its path does not show it, as in a self-contained program.
    /// </summary>
    internal static int? DotNetMajor(int pid) =>
        CoreClr().Match(Maps(pid)) is { Success: true } match
        && int.TryParse(match.Groups[1].Value.Split('.')[0], out var major)
            ? major
            : null;

    /// <summary>
    /// True for a .NET process compiled ahead of time: it neither loads CoreCLR nor, as a program in a single file
    /// does, exports the description of the one inside it.
    /// </summary>
    /// <param name="pid">A .NET process.</param>
    internal static bool IsNativeAot(int pid) =>
        Maps(pid) is { Length: > 0 } maps
        && !maps.Contains("libcoreclr.so", StringComparison.Ordinal)
        && !Exports($"/proc/{pid}/exe", "DotNetRuntimeInfo"u8);

    /// <summary>
    /// True when a program has an exported name, which stands among its first bytes, or cannot be read.
    /// </summary>
    private static bool Exports(string program, ReadOnlySpan<byte> name)
    {
        const int names = 8 * 1024 * 1024;
        try
        {
            using var file = File.OpenRead(program);
            var start = new byte[Math.Min(names, file.Length)];
            file.ReadExactly(start);
            return start.AsSpan().IndexOf(name) >= 0;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static TargetRuntime? Find(int pid) =>
        OfMaps(Maps(pid)) ?? (HasDotNetSocket(pid) ? TargetRuntime.DotNet : null);

    /// <summary>The runtime that a process's map shows; null when it shows none. Pure.</summary>
    /// <param name="maps">Content of <c>/proc/PID/maps</c>.</param>
    internal static TargetRuntime? OfMaps(string maps)
    {
        if (maps.Contains("libcoreclr.so", StringComparison.Ordinal))
            return TargetRuntime.DotNet;
        if (maps.Contains("libjvm.so", StringComparison.Ordinal))
            return TargetRuntime.Jvm;
        if (Regex.IsMatch(maps, @"/node\d*\n"))
            return TargetRuntime.Node;
        return GoHeap().IsMatch(maps) ? TargetRuntime.Go : null;
    }

    /// <summary>A process in a container has its socket there, under the id that it has there.</summary>
    private static bool HasDotNetSocket(int pid)
    {
        var root = TargetRoot.Of(pid);
        var folder = root.Length > 0 ? $"{root}/tmp" : Path.GetTempPath();
        try
        {
            return Directory.EnumerateFiles(folder, $"dotnet-diagnostic-{TargetRoot.IdInside(pid)}-*").Any();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Maps(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/maps");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // Go puts its heap at a fixed address: 0xc000000000, on arm64 0x4000000000. Nothing is mapped from a file there.
    [GeneratedRegex(@"^(c000000000|4000000000)-[0-9a-f]+ rw-p 00000000 00:00 0\s*$", RegexOptions.Multiline)]
    private static partial Regex GoHeap();

    [GeneratedRegex(@"Microsoft\.NETCore\.App/([^/]+)/libcoreclr\.so")]
    private static partial Regex CoreClr();
}
