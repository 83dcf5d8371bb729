using System.Diagnostics;

namespace SoakHarness;

/// <summary>How a child process of the harness is started from whatever program the harness runs in.</summary>
internal static class ChildCommand
{
    /// <summary>A start of <see cref="ChildProgram"/> in the given role, with redirected input.</summary>
    /// <param name="arguments">Role and its arguments.</param>
    internal static ProcessStartInfo Create(params IEnumerable<string> arguments)
    {
        var library = typeof(ChildCommand).Assembly.Location;
        var start = new ProcessStartInfo(DotNetHost())
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            ArgumentList = { "exec" },
        };
        var entry = Path.ChangeExtension(System.Reflection.Assembly.GetEntryAssembly()?.Location, null);
        foreach (
            var (option, extension) in (ReadOnlySpan<(string, string)>)
                [("--runtimeconfig", ".runtimeconfig.json"), ("--depsfile", ".deps.json")]
        )
        {
            var own = Path.ChangeExtension(library, extension);
            var file = File.Exists(own) ? own : entry + extension;
            if (!File.Exists(file))
                continue;
            start.ArgumentList.Add(option);
            start.ArgumentList.Add(file);
        }

        start.ArgumentList.Add(library);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Our own diagnostics stay off, so that a search for target processes never finds the harness.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment.Remove("DOTNET_DiagnosticPorts");
        return start;
    }

    private static string DotNetHost()
    {
        var own = Environment.ProcessPath;
        if (own is not null && Path.GetFileNameWithoutExtension(own) == "dotnet")
            return own;
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path)
            return path;
        // <root>/shared/Microsoft.NETCore.App/<version>/ holds the runtime that executes this.
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var beside = Path.GetFullPath(
            Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")
        );
        return File.Exists(beside) ? beside : "dotnet";
    }
}
