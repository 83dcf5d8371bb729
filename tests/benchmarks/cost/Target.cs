using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SoakHarness.CostBench;

/// <summary>LeakZoo as a process, driven in a closed loop by four threads with a connection each.</summary>
internal sealed class Target : IAsyncDisposable
{
    private const int Connections = 4;
    private const double TicksPerSecond = 100;
    private static readonly byte[] Request = Encoding.ASCII.GetBytes(
        "POST /cart/fixed?kb=1 HTTP/1.1\r\nHost: target\r\nContent-Length: 0\r\n\r\n"
    );
    private readonly Process _process;
    private readonly Socket[] _sockets = new Socket[Connections];

    private Target(Process process) => _process = process;

    internal int Pid => _process.Id;

    internal static async Task<Target> StartAsync(string program)
    {
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var port = Free();
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var target = new Target(Process.Start(start)!);
        for (var i = 0; i < Connections; i++)
            target._sockets[i] = await ConnectAsync(port);
        return target;
    }

    /// <summary>Drives so many requests.</summary>
    /// <returns>CPU-seconds of the target per 100,000 requests, by the kernel's account.</returns>
    internal double Drive(int requests)
    {
        var before = Cpu();
        var threads = _sockets.Select(socket => new Thread(() => Loop(socket, requests / Connections))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return (Cpu() - before) / requests * 100_000;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Loop(Socket socket, int requests)
    {
        var buffer = new byte[4096];
        for (var i = 0; i < requests; i++)
        {
            socket.Send(Request);
            var length = 0;
            do
            {
                var received = socket.Receive(buffer.AsSpan(length));
                if (received == 0)
                    throw new InvalidOperationException("The target closed the connection.");
                length += received;
            } while (!IsWhole(buffer.AsSpan(0, length)));
            if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
                throw new InvalidOperationException(
                    $"Unexpected answer: {Encoding.ASCII.GetString(buffer, 0, length)}"
                );
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer) =>
        answer.IndexOf("\r\n\r\n"u8) > 0 && (answer.IndexOf("chunked"u8) < 0 || answer.EndsWith("0\r\n\r\n"u8));

    private double Cpu()
    {
        var stat = File.ReadAllText($"/proc/{Pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (
                long.Parse(fields[11], CultureInfo.InvariantCulture)
                + long.Parse(fields[12], CultureInfo.InvariantCulture)
            ) / TicksPerSecond;
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync("127.0.0.1", port);
                return socket;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
            {
                socket.Dispose();
                await Task.Delay(100);
            }
        }
    }

    private static int Free()
    {
        using var probe = new TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }
}
