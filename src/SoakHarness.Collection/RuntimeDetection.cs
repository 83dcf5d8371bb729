using System.Globalization;
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

        // Neither a library nor, where diagnostics are disabled, a socket shows the runtime in a program's own file.
        return IsSingleFile(options.Pid) == true ? TargetRuntime.DotNet : TargetRuntime.Process;
    }

    /// <summary>The runtime with its version where the process shows it, e.g. <c>dotnet 10.0.1</c>.</summary>
    internal static string Describe(TargetRuntime runtime, int pid)
    {
        var name = runtime.ToString().ToLowerInvariant();
        return
            runtime == TargetRuntime.DotNet
            && RuntimeVersion.Of(pid, KernelFile.Text($"/proc/{pid}/maps")) is { } version
            ? $"{name} {version}"
            : name;
    }

    /// <summary>
    /// The major version of a .NET process that is not compiled ahead of time; null where it is not shown.
    /// </summary>
    internal static int? DotNetMajor(int pid) =>
        !IsNativeAot(pid)
        && RuntimeVersion.Of(pid, KernelFile.Text($"/proc/{pid}/maps")) is { } version
        && int.TryParse(version.Split('.')[0], CultureInfo.InvariantCulture, out var major)
            ? major
            : null;

    /// <summary>
    /// True for a .NET process compiled ahead of time: it neither loads CoreCLR nor, as a program in a single file
    /// does, exports the description of the one inside it.
    /// </summary>
    /// <param name="pid">A .NET process.</param>
    internal static bool IsNativeAot(int pid) =>
        KernelFile.Text($"/proc/{pid}/maps") is { Length: > 0 } maps
        && !maps.Contains("libcoreclr.so", StringComparison.Ordinal)
        && IsSingleFile(pid) == false;

    /// <summary>
    /// Whether a program has the runtime in its own file: then it exports a description of it, whose name stands among
    /// its first bytes. Null when it cannot be read.
    /// </summary>
    private static bool? IsSingleFile(int pid)
    {
        const int names = 8 * 1024 * 1024;
        try
        {
            using var file = File.OpenRead($"/proc/{pid}/exe");
            var start = new byte[Math.Min(names, file.Length)];
            file.ReadExactly(start);
            return start.AsSpan().IndexOf("DotNetRuntimeInfo"u8) >= 0;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static TargetRuntime? Find(int pid) =>
        OfMaps(KernelFile.Text($"/proc/{pid}/maps")) ?? (HasDotNetSocket(pid) ? TargetRuntime.DotNet : null);

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

    /// <summary>
    /// A process has its socket in its own folder for temporary files, in a container under the id that it has there.
    /// </summary>
    private static bool HasDotNetSocket(int pid)
    {
        var folder = TargetRoot.Of(pid) + TargetRoot.TemporaryFolder(pid);
        try
        {
            return Directory.EnumerateFiles(folder, $"dotnet-diagnostic-{TargetRoot.IdInside(pid)}-*").Any();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Go puts its heap at a fixed address: 0xc000000000, on arm64 0x4000000000. Nothing is mapped from a file there.
    [GeneratedRegex(@"^(c000000000|4000000000)-[0-9a-f]+ rw-p 00000000 00:00 0\s*$", RegexOptions.Multiline)]
    private static partial Regex GoHeap();
}
