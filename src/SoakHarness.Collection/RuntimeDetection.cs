using System.Text.RegularExpressions;
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

    private static TargetRuntime? Find(int pid)
    {
        var maps = Maps(pid);
        if (maps.Contains("libcoreclr.so", StringComparison.Ordinal))
            return TargetRuntime.DotNet;
        if (maps.Contains("libjvm.so", StringComparison.Ordinal))
            return TargetRuntime.Jvm;
        if (Regex.IsMatch(maps, @"/node\d*\n"))
            return TargetRuntime.Node;
        var socket =
            Directory.Exists(Path.GetTempPath())
            && Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{pid}-*").Any();
        return socket ? TargetRuntime.DotNet : null;
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

    [GeneratedRegex(@"Microsoft\.NETCore\.App/([^/]+)/libcoreclr\.so")]
    private static partial Regex CoreClr();
}
