using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace SoakHarness.Targets;

/// <summary>Builds a target from its project: a .NET project in Release, or a folder with a <c>go.mod</c>.</summary>
internal static class ProjectBuild
{
    // Two builds of one project at a time would write the same files.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    // All scenarios of one harness judge the same build, whatever is edited meanwhile; and a folder of them is not kept
    // waiting.
    private static readonly Dictionary<string, IReadOnlyList<string>> Built = [];

    /// <summary>
    /// Builds, once in the life of this process, and returns the program and the arguments that run it.
    /// </summary>
    /// <exception cref="TargetException">It does not build; the message holds the compiler's errors.</exception>
    internal static async Task<IReadOnlyList<string>> BuildAsync(string project, CancellationToken cancel)
    {
        await OneAtATime.WaitAsync(cancel);
        try
        {
            var path = Path.GetFullPath(project);
            if (Built.TryGetValue(path, out var known) && File.Exists(known[^1]))
                return known;
            using var alone = await BuildLock.TakeAsync(cancel);
            return Built[path] = IsGo(path) ? await BuildGoAsync(path, cancel) : await BuildDotNetAsync(path, cancel);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>True for a folder with a Go module.</summary>
    internal static bool IsGo(string project) => File.Exists(Path.Combine(project, "go.mod"));

    private static async Task<IReadOnlyList<string>> BuildDotNetAsync(string project, CancellationToken cancel)
    {
        await RunAsync(project, cancel, "dotnet", "build", project, "-c", "Release", "-v", "q", "--nologo");
        var answer = await RunAsync(
            project,
            cancel,
            "dotnet",
            "msbuild",
            project,
            "-p:Configuration=Release",
            "-getProperty:TargetPath"
        );
        var dll = answer.Trim();
        if (!File.Exists(dll))
            throw new TargetException(
                $"{project} was built, but its program {dll} is not there. Is it an executable project?"
            );
        return ["dotnet", dll];
    }

    /// <summary>Builds a single-file app and returns the program and the arguments that run it.</summary>
    /// <exception cref="TargetException">It does not build; the message holds the compiler's errors.</exception>
    internal static async Task<IReadOnlyList<string>> BuildFileAsync(string file, CancellationToken cancel)
    {
        using var alone = await BuildLock.TakeAsync(cancel);
        await RunAsync(file, cancel, "dotnet", "build", file, "-c", "Release", "-v", "q", "--nologo");
        var answer = await RunAsync(file, cancel, "dotnet", "build", file, "-c", "Release", "-getProperty:TargetPath");
        return ["dotnet", answer.Trim()];
    }

    private static async Task<IReadOnlyList<string>> BuildGoAsync(string folder, CancellationToken cancel)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
        var program = Path.Combine(Path.GetTempPath(), "soakharness-go", key, name);
        await RunAsync(folder, cancel, "go", "build", "-o", program, ".");
        return [program];
    }

    private static async Task<string> RunAsync(string project, CancellationToken cancel, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Directory.Exists(project) ? project : Path.GetDirectoryName(project)!,
        };
        // A build must not leave servers behind that outlive the run.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using var process = Start(start, project);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new TargetException(
                $"{project} does not build (`{string.Join(' ', command)}` ended with {process.ExitCode}):\n"
                    + Tail(await output + await errors)
            );
        }

        return await output;
    }

    private static Process Start(ProcessStartInfo start, string project)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new TargetException(
                $"{project} cannot be built: {start.FileName} cannot be started ({missing.Message}). "
                    + $"Install {(start.FileName == "go" ? "Go (Debian: apt-get install golang-go)" : "the .NET SDK")} and put it on the PATH.",
                missing
            );
        }
    }

    private static string Tail(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var errors = lines.Where(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().ToArray();
        return string.Join('\n', (errors.Length > 0 ? errors : lines).TakeLast(30));
    }
}
