using System.Diagnostics;
using System.Text.Json;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.CostBench;

/// <summary>The sidecar as a process of its own, as a run starts it, with a recording that is thrown away.</summary>
internal sealed class SidecarBeside : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private SidecarBeside(Process process, string folder) => (_process, _folder) = (process, folder);

    internal static async Task<SidecarBeside> StartAsync(int pid, bool hasCheckpoints)
    {
        var folder = Directory.CreateTempSubdirectory("soak-cost-").FullName;
        string[] arguments = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
            ? [Environment.GetCommandLineArgs()[0], "sidecar"]
            : ["sidecar"];
        var start = new ProcessStartInfo(Environment.ProcessPath, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var sidecar = new SidecarBeside(Process.Start(start)!, folder);
        await sidecar._process.StandardInput.WriteLineAsync(
            JsonSerializer.Serialize(
                new SidecarOptions
                {
                    Pid = pid,
                    Recording = Path.Combine(folder, "recording.db"),
                    Folder = folder,
                    Origin = Stopwatch.GetTimestamp(),
                    Runtime = TargetRuntime.DotNet,
                    Watch = new WatchSpec
                    {
                        Checkpoint = hasCheckpoints ? new CheckpointSpec { Every = TimeSpan.FromSeconds(2) } : null,
                    },
                }
            )
        );
        await sidecar._process.StandardInput.FlushAsync();
        while (await sidecar._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (JsonSerializer.Deserialize<SidecarEvent>(line)!.Event == SidecarEvent.Ready)
                break;
        }

        _ = sidecar._process.StandardOutput.ReadToEndAsync();
        return sidecar;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        if (_process.ExitCode != 0)
            throw new InvalidOperationException($"The sidecar ended with {_process.ExitCode}.");
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
