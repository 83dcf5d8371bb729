using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SoakHarness.Collection.Tests;

/// <summary>
/// LeakZoo as a process of its own, started by a shell: of a child of ours that is stopped, the kernel would tell those
/// who wait for our children.
/// </summary>
internal sealed class Zoo : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly Process _shell;
    private readonly int _port;

    private Zoo(Process shell, int pid, int port) => (_shell, Pid, _port) = (shell, pid, port);

    internal int Pid { get; }

    internal static async Task<Zoo> StartAsync(params (string Name, string Value)[] environment)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("/bin/sh", ["-c", "dotnet \"$0\" & echo $!; wait $!", Program()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var shell = Process.Start(start)!;
        var pid = int.Parse((await shell.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        _ = shell.StandardOutput.ReadToEndAsync();
        _ = shell.StandardError.ReadToEndAsync();
        var zoo = new Zoo(shell, pid, port);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                await zoo._client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/health"));
                return zoo;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new TimeoutException("LeakZoo did not start.");
    }

    internal async Task CallAsync(string path, int times)
    {
        for (var i = 0; i < times; i++)
            (await _client.PostAsync(new Uri($"http://127.0.0.1:{_port}/{path}"), null)).EnsureSuccessStatusCode();
    }

    /// <summary>Calls once and tells the status.</summary>
    internal async Task<HttpStatusCode> StatusAsync(string path) =>
        (await _client.PostAsync(new Uri($"http://127.0.0.1:{_port}/{path}"), null)).StatusCode;

    internal bool IsAlive => !_shell.HasExited;

    internal void Kill() => Signal("KILL");

    internal void Signal(string name) =>
        Process.Start("kill", [$"-{name}", Pid.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (IsAlive)
            Kill();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Program()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = folder.Parent!.Name;
        while (!File.Exists(Path.Combine(folder.FullName, "SoakHarness.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        return Path.Combine(
            folder.FullName,
            "scenarios",
            "targets",
            "LeakZoo",
            "bin",
            configuration,
            "net10.0",
            "LeakZoo.dll"
        );
    }
}
