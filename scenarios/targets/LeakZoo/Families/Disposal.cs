using System.IO.Compression;
using System.Net;
using System.Net.Sockets;

namespace LeakZoo.Families;

/// <summary>What holds resources and is not closed.</summary>
internal static class Disposal
{
    private static readonly List<object> s_open = [];
    private static readonly string s_file = Path.GetTempFileName();

    internal static void Add(Zoo zoo, IServiceProvider root)
    {
        // Files stay open while someone still holds them.
        zoo.Pair("file", bytes => Hold(File.OpenRead(s_file)), bytes => File.OpenRead(s_file).Dispose());

        // Sockets stay open.
        zoo.Pair("socket", bytes => Hold(Bound()), bytes => Bound().Dispose());

        // A watcher holds an inotify instance and a buffer.
        zoo.Pair("file-watcher", bytes => Hold(Watcher()), bytes => Watcher().Dispose());

        // A compressor holds native memory until it is disposed.
        zoo.Pair("gzip", bytes => Hold(Compressor(bytes)), bytes => Compressor(bytes).Dispose());

        // What is not disposed waits for its finalizer, and this one takes longer than it takes to make the next.
        zoo.Pair("slow-finalizer", bytes => _ = new Upload(bytes), bytes => new Upload(bytes).Dispose());

        // The root container keeps every transient disposable it has made until it is disposed itself.
        zoo.Pair(
            "root-scope",
            bytes => root.GetRequiredService<Report>().Fill(bytes),
            bytes =>
            {
                using var scope = root.CreateScope();
                scope.ServiceProvider.GetRequiredService<Report>().Fill(bytes);
            }
        );
    }

    private static void Hold(object resource)
    {
        lock (s_open)
            s_open.Add(resource);
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static FileSystemWatcher Watcher() => new(Path.GetTempPath(), "zoo-*.none") { EnableRaisingEvents = true };

    private static BrotliStream Compressor(int bytes)
    {
        var stream = new BrotliStream(new MemoryStream(), CompressionLevel.Fastest);
        stream.Write(new byte[bytes]);
        stream.Flush();
        return stream;
    }
}

/// <summary>A transient service that must be disposed.</summary>
internal sealed class Report : IDisposable
{
    private byte[] _content = [];

    internal void Fill(int bytes) => _content = new byte[bytes];

    public void Dispose() => _content = [];
}

/// <summary>Its finalizer waits for something slow.</summary>
internal sealed class Upload(int bytes) : IDisposable
{
    private readonly byte[] _content = new byte[bytes];

    ~Upload()
    {
        Thread.Sleep(100);
        GC.KeepAlive(_content);
    }

    public void Dispose() => GC.SuppressFinalize(this);
}
