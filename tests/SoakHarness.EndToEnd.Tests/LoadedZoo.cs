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

    /// <summary>Its process id.</summary>
    public int Pid => process.Id;

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
    public static async Task<LoadedZoo> StartAsync()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
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
