using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// LeakZoo as a process of its own, and the load of "another harness": one request after the other until it is
/// disposed.
/// </summary>
internal sealed class LoadedZoo : IAsyncDisposable
{
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly CancellationTokenSource stop = new();
    private readonly Process process;
    private readonly Uri address;
    private Task load = Task.CompletedTask;

    private LoadedZoo(Process process, Uri address)
    {
        this.process = process;
        this.address = address;
    }

    /// <summary>Its process id, or that of what it is started by.</summary>
    public int Pid => process.Id;

    /// <summary>Process id of the only child of what it is started by.</summary>
    public int ChildPid =>
        int.Parse(
            File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children"),
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>The dll, built with the configuration of the tests.</summary>
    public static string Program =>
        Repository.PathOf(
            "scenarios",
            "targets",
            "LeakZoo",
            "bin",
            new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
            "net10.0",
            "LeakZoo.dll"
        );

    /// <summary>Starts it and waits until it answers.</summary>
    public static Task<LoadedZoo> StartAsync() => StartAsync(new ProcessStartInfo("dotnet", [Program]));

    /// <summary>
    /// Starts it as in a container: under another process id, with files and a runtime that nobody else sees, without
    /// our temporary folder.
    /// </summary>
    public static Task<LoadedZoo> StartContainedAsync()
    {
        // Empty everywhere else; not below the temporary folder, of which the process has one of its own.
        const string folder = "/mnt";
        var runtime = Path.GetFullPath(
            Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..")
        );
        string[] script =
        [
            $"mount -t tmpfs tmpfs {folder}",
            $"mkdir {folder}/app {folder}/dotnet",
            $"cp -r {runtime}/host {runtime}/shared {runtime}/dotnet {folder}/dotnet",
            $"cp -r {Path.GetDirectoryName(Program)}/. {folder}/app",
            $"cd {folder}/app",
            "mount -t tmpfs tmpfs /tmp",
            "mount -t proc proc /proc",
            $"DOTNET_ROOT=$PWD/../dotnet exec $PWD/../dotnet/dotnet $PWD/LeakZoo.dll",
        ];
        string[] command =
        [
            .. PrivateDisk.Way!,
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            string.Join(" && ", script),
        ];
        return StartAsync(new ProcessStartInfo(command[0], command[1..]));
    }

    private static async Task<LoadedZoo> StartAsync(ProcessStartInfo start)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        var zoo = new LoadedZoo(process, address);
        await SoakCli.EventuallyAsync(() => zoo.AnswersAsync().GetAwaiter().GetResult(), "LeakZoo to answer");
        return zoo;
    }

    /// <summary>Loads it until it is stopped.</summary>
    /// <param name="path">Path that is posted to.</param>
    public void Load(string path) => load = LoadAsync(new Uri(address, path));

    /// <summary>Ends the load, then the process.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await load;
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        client.Dispose();
        stop.Dispose();
        process.Dispose();
    }

    private async Task LoadAsync(Uri url)
    {
        while (!stop.IsCancellationRequested)
        {
            (await client.PostAsync(url, null)).Dispose();
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(10), stop.Token));
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await client.GetAsync(new Uri(address, "/health"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
